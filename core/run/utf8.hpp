// Text from outside: is it text at all, and how to repeat it on one line.
#pragma once

#include <string>
#include <string_view>

namespace separatrix {

/// True for well-formed UTF-8 (RFC 3629: shortest forms, no surrogates, up to U+10FFFF).
bool is_utf8(std::string_view text);

/// The same text with control characters, and bytes that are not UTF-8, written as \n, \t, \xHH:
/// one line of valid UTF-8.
std::string escape_text(std::string_view text);

}  // namespace separatrix
