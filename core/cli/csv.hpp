#pragma once

#include <span>
#include <string>

#include "separatrix/run/panels.hpp"

namespace separatrix {

/// The long table `panel,name,x,value,uncertainty,unit` (CONTRACT 7, RFC 4180 with "\n"). Lines:
/// one row per sample, uncertainty half the band. Spectrum: x is the index. Field: name row[r], x
/// the column's index. Scatter: x and value are the coordinates. Images: rows `label` and
/// `prediction` with the item's index as x; pixels are left to JSON. What is rounding noise or
/// rests on it has the uncertainty Infinity (CONTRACT 11).
std::string csv_table(std::span<const Panel> panels);

}  // namespace separatrix
