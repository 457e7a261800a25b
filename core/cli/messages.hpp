// What the command says to a reader: codes turned into English by the table of the page.
#pragma once

#include <string>
#include <string_view>

#include "separatrix/math/error.hpp"

namespace separatrix {

/// The English text of a key of web/i18n/en.json; empty where there is none. Generated at build
/// time (cmake/WriteMessages.cmake).
std::string_view message_en(std::string_view key);

/// One line without its end: what was refused, what is allowed, what to do. Field, value and
/// allowed values of `error` are always in it, whatever the table says.
std::string error_line(const LabError& error);

}  // namespace separatrix
