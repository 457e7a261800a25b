#pragma once

#include <cstddef>
#include <string>

#include "separatrix/math/error.hpp"
#include "separatrix/math/text.hpp"

namespace separatrix {

/// Refuses a list of `found` entries where `allowed` would have been right.
[[noreturn]] inline void throw_wrong_length(const std::string& field, std::size_t found,
                                            const std::string& allowed) {
  throw LabException({"wrong_length", field, to_text(static_cast<std::int64_t>(found)), allowed,
                      "use_allowed_value"});
}

inline void require_length(const std::string& field, std::size_t found, std::size_t expected) {
  if (found != expected)
    throw_wrong_length(field, found, to_text(static_cast<std::int64_t>(expected)));
}

}  // namespace separatrix
