#include <gtest/gtest.h>
#include <unistd.h>

#include <bit>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "cli/csv.hpp"
#include "cli/data_folder.hpp"
#include "cli/json_writer.hpp"
#include "cli/messages.hpp"
#include "cli/output.hpp"
#include "cli/support/process.hpp"
#include "separatrix/math/error.hpp"
#include "separatrix/math/random.hpp"

namespace separatrix {
namespace {

using nlohmann::json;

TEST(JsonWriter, EveryNumberReadsBackToTheSameDouble) {
  Pcg32 random(3, 1);
  std::vector<double> numbers = {0.0, -0.0, 0.1, 1e21, 1e-7, 5e-324, 1.7976931348623157e308};
  while (numbers.size() < 20000) {
    const std::uint64_t bits = (std::uint64_t{random.next()} << 32U) | random.next();
    const auto number = std::bit_cast<double>(bits);
    if (std::isfinite(number)) numbers.push_back(number);
  }
  JsonWriter writer;
  writer.begin_array();
  for (const double number : numbers) writer.number(number);
  writer.end_array();
  const json read = json::parse(writer.json());
  ASSERT_EQ(read.size(), numbers.size());
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    // nlohmann reads "-0" as the integer 0.
    if (numbers[i] == 0) continue;
    EXPECT_EQ(std::bit_cast<std::uint64_t>(read[i].get<double>()),
              std::bit_cast<std::uint64_t>(numbers[i]));
  }
}

TEST(JsonWriter, WritesEverythingElse) {
  JsonWriter writer;
  writer.begin_object();
  writer.key("a");
  writer.begin_array();
  writer.number(INFINITY);
  writer.number(-INFINITY);
  writer.number(NAN);
  writer.null();
  writer.boolean(true);
  writer.integer(-9007199254740993);
  writer.begin_object();
  writer.end_object();
  writer.begin_array();
  writer.end_array();
  writer.end_array();
  writer.key("q\"\\\n\x01");
  writer.text("学\t\"");
  writer.end_object();
  EXPECT_EQ(writer.json(),
            "{\"a\":[\"Infinity\",\"-Infinity\",\"NaN\",null,true,-9007199254740993,{},[]],"
            "\"q\\\"\\\\\\u000a\\u0001\":\"学\\u0009\\\"\"}");
  EXPECT_EQ(json::parse(writer.json())["q\"\\\n\x01"], "学\t\"");
}

TEST(Csv, IsOneLongTable) {
  std::vector<Panel> panels(5);
  panels[0] = {.id = "lines", .kind = PanelKind::lines};
  panels[0].series.emplace_back("a,b", "nats", true);
  panels[0].series[0].append(1, 0.5, 0.25, 0.75);
  panels[0].series[0].append(2, INFINITY);
  panels[1] = {.id = "values", .kind = PanelKind::values};
  panels[1].values = {{.name = "say \"x\"", .unit = "", .value = 1e-7, .uncertainty = 2}};
  panels[1].values.push_back({.name = "n", .unit = "", .value = 5, .noise = true});
  panels[2] = {.id = "spectrum", .kind = PanelKind::spectrum};
  panels[2].spectrum = {{.name = "g", .unit = "nats", .values = {1, 2}, .uncertainties = {3, 4}},
                        {.name = "h", .unit = "", .values = {1, -INFINITY}, .noise = {0, 1}}};
  panels[3] = {.id = "field", .kind = PanelKind::field};
  panels[3].field.rows = 1;
  panels[3].field.columns = 2;
  panels[3].field.data = {7, 8};
  panels[4] = {.id = "images", .kind = PanelKind::images};
  panels[4].images.rows = panels[4].images.columns = 1;
  panels[4].images.pixels = {9};
  panels[4].images.labels = {5};
  panels[4].images.predictions = {-1};
  EXPECT_EQ(csv_table(panels),
            "panel,name,x,value,uncertainty,unit\n"
            "lines,\"a,b\",1,0.5,0.25,nats\n"
            "lines,\"a,b\",2,Infinity,,nats\n"
            "values,\"say \"\"x\"\"\",,1e-07,2,\n"
            "values,n,,5,Infinity,\n"
            "spectrum,g,0,1,3,nats\n"
            "spectrum,g,1,2,4,nats\n"
            "spectrum,h,0,1,,\n"
            "spectrum,h,1,-Infinity,Infinity,\n"
            "field,row[0],0,7,,\n"
            "field,row[0],1,8,,\n"
            "images,label,0,5,,\n");
}

/// Root may write everywhere: acts for others as long as it lives.
class WithoutPrivileges {
 public:
  WithoutPrivileges() {
    if (user_ == 0 && ::seteuid(65534) != 0) ADD_FAILURE() << "still root";
  }
  ~WithoutPrivileges() {
    if (user_ == 0 && ::seteuid(0) != 0) ADD_FAILURE() << "no longer root";
  }
  WithoutPrivileges(const WithoutPrivileges&) = delete;
  WithoutPrivileges& operator=(const WithoutPrivileges&) = delete;

 private:
  uid_t user_ = ::geteuid();
};

TEST(OutputFile, IsOverwrittenWhereTheFolderIsClosed) {
  namespace fs = std::filesystem;
  const test::ScratchFolder folder;
  const std::string open = folder.path("open"), closed = folder.path("closed");
  for (const std::string& path : {open, closed}) test::write_text(path, "a longer text");
  fs::permissions(open, fs::perms{0666});
  fs::permissions(closed, fs::perms{0444});
  fs::permissions(folder.path("."), fs::perms{0555});
  const auto refusal = [](const std::string& path) -> LabError {
    try {
      OutputFile{path};
    } catch (const LabException& refused) {
      return refused.error();
    }
    return {};
  };
  {
    const WithoutPrivileges now;
    OutputFile{open}.write("new");
    EXPECT_EQ(refusal(closed).code, "unwritable_file");
    EXPECT_EQ(refusal(folder.path("none")),
              (LabError{"unwritable_file", "--out", folder.path("none"), "Permission denied",
                        "check_path"}));
  }
  EXPECT_EQ(test::read_text(open), "new");
  EXPECT_EQ(test::read_text(closed), "a longer text");
  fs::permissions(folder.path("."), fs::perms{0700});
}

std::string inflated(const std::string& packed, std::size_t limit = kMaximumDataBytes) {
  const std::vector<std::uint8_t> bytes = inflate_gzip(
      {reinterpret_cast<const std::uint8_t*>(packed.data()), packed.size()}, "x.gz", limit);
  return {bytes.begin(), bytes.end()};
}

std::string refused(const std::string& packed, std::size_t limit = kMaximumDataBytes) {
  try {
    inflated(packed, limit);
  } catch (const LabException& error) {
    EXPECT_EQ(error.error().field, "x.gz");
    return error.error().code;
  }
  return "";
}

TEST(Gzip, IsInflatedWholeOrRefused) {
  std::string text;
  Pcg32 random(1, 1);
  while (text.size() < 300000) text += static_cast<char>(random.below(64));
  const std::string packed = test::gzip(text);
  EXPECT_EQ(inflated(packed), text);
  EXPECT_EQ(inflated(test::gzip("")), "");
  EXPECT_EQ(inflated(packed + test::gzip("more")), text + "more") << "members follow one another";
  for (std::size_t size = 0; size < packed.size(); size += 9973) {
    EXPECT_EQ(refused(packed.substr(0, size)), "corrupt_gzip") << size;
  }
  EXPECT_EQ(refused(packed.substr(0, packed.size() - 1)), "corrupt_gzip");
  EXPECT_EQ(refused(packed + "garbage"), "corrupt_gzip");
  EXPECT_EQ(refused("plain text"), "corrupt_gzip");
  std::string changed = packed;
  changed[packed.size() / 2] = static_cast<char>(changed[packed.size() / 2] ^ 4);
  EXPECT_EQ(refused(changed), "corrupt_gzip");
}

TEST(Gzip, ABombIsRefusedEarly) {
  const std::string bomb = test::gzip(std::string(std::size_t{20} << 20, '\0'));
  EXPECT_LT(bomb.size(), 30000U);
  EXPECT_EQ(refused(bomb, std::size_t{1} << 20), "too_large");
  EXPECT_EQ(inflated(bomb, std::size_t{20} << 20).size(), std::size_t{20} << 20);
}

TEST(ErrorLine, AlwaysNamesFieldValueAndWhatIsAllowed) {
  const LabError error = {"out_of_range", "learning_rate", "{field}", "0..1", "use_allowed_value"};
  EXPECT_EQ(error_line(error),
            "learning_rate = {field} is out of range. Allowed: 0..1. Use an allowed value.");
  EXPECT_EQ(error_line({"no_such_code", "no", "b\n\xff", "code", ""}),
            "no_such_code value: b\\n\\xff.");
  EXPECT_EQ(error_line({"no_such_code", "name", "7", "8..9", ""}),
            "no_such_code field: name. value: 7. allowed: 8..9.");
  EXPECT_EQ(message_en("error.no_such_code.what"), "");
}

}  // namespace
}  // namespace separatrix
