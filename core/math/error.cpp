#include "separatrix/math/error.hpp"

#include <utility>

namespace separatrix {

bool operator==(const LabError& a, const LabError& b) {
  return a.code == b.code && a.field == b.field && a.value == b.value && a.allowed == b.allowed &&
         a.remedy == b.remedy;
}

LabException::LabException(LabError error)
    : error_(std::move(error)),
      what_(error_.code + " " + error_.field + "=" + error_.value + " allowed=" + error_.allowed) {}

}  // namespace separatrix
