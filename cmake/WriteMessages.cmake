# cmake -DINPUT=en.json -DOUTPUT=messages_en.cpp -P WriteMessages.cmake
# Turns the flat table {"key": "English text"} into message_en(key), declared in core/cli/messages.hpp.
file(READ "${INPUT}" json)
string(JSON count LENGTH "${json}")
set(keys "")
math(EXPR last "${count} - 1")
foreach(i RANGE ${last})
  string(JSON key MEMBER "${json}" ${i})
  list(APPEND keys "${key}")
endforeach()
list(SORT keys) # by bytes, as std::string_view compares

set(rows "")
foreach(key IN LISTS keys)
  string(JSON type TYPE "${json}" "${key}")
  if(NOT type STREQUAL "STRING")
    message(FATAL_ERROR "${INPUT}: ${key} is not a text but ${type}")
  endif()
  string(JSON text GET "${json}" "${key}")
  string(REPLACE "\\" "\\\\" text "${text}")
  string(REPLACE "\"" "\\\"" text "${text}")
  string(REPLACE "\n" "\\n" text "${text}")
  string(APPEND rows "    {\"${key}\",\n     \"${text}\"},\n")
endforeach()

file(WRITE "${OUTPUT}.new" "// Generated from web/i18n/en.json.
#include \"cli/messages.hpp\"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace separatrix {
namespace {

struct Row {
  std::string_view key;
  std::string_view text;
};

constexpr Row kRows[] = {
${rows}};

}  // namespace

std::string_view message_en(std::string_view key) {
  const Row* row = std::lower_bound(std::begin(kRows), std::end(kRows), key,
                                    [](const Row& a, std::string_view b) { return a.key < b; });
  return row != std::end(kRows) && row->key == key ? row->text : std::string_view{};
}

}  // namespace separatrix
")
file(COPY_FILE "${OUTPUT}.new" "${OUTPUT}" ONLY_IF_DIFFERENT)
file(TOUCH_NOCREATE "${OUTPUT}") # the build compares times
file(REMOVE "${OUTPUT}.new")
