#include "separatrix/run/params.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "run/support/logistic_run.hpp"
#include "separatrix/math/random.hpp"

namespace separatrix {
namespace {

using test::refusal;

std::vector<ParamSpec> some_specs() {
  return {
      {.name = "momentum",
       .default_text = "0.9",
       .min = 0,
       .max = 1,
       .when = {{"optimizer", {"heavy_ball", "nesterov"}}}},
      {.name = "a", .default_text = "1.4", .max = 2, .when = {{"system", {"henon"}}}},
      {.name = "a", .default_text = "0.2", .max = 1, .when = {{"system", {"rossler"}}}},
      {.name = "b", .default_text = "0.3", .when = {{"system", {"henon"}}, {"optimizer", {"gd"}}}},
      {.name = "depth", .type = ParamType::integer, .default_text = "2", .min = 1, .max = 9},
      {.name = "optimizer",
       .type = ParamType::choice,
       .default_text = "gd",
       .choices = {"gd", "heavy_ball", "nesterov"},
       .when = {{"train", {"on"}}}},
      {.name = "train", .type = ParamType::boolean, .default_text = "on"},
      {.name = "system",
       .type = ParamType::choice,
       .default_text = "henon",
       .choices = {"henon", "rossler"}},
      {.name = "hidden",
       .type = ParamType::integer_list,
       .default_text = "16,16",
       .min = 1,
       .max = 64,
       .max_length = 3},
      {.name = "weights", .type = ParamType::number_list, .default_text = ""},
      {.name = "kinds",
       .type = ParamType::choice_list,
       .default_text = "as_printed",
       .choices = {"as_printed", "exact"}},
      {.name = "note", .type = ParamType::text, .default_text = "", .max_length = 8}};
}

const ParamSpec& spec_of(const std::vector<ParamSpec>& specs, std::string_view name) {
  for (const ParamSpec& spec : specs) {
    if (spec.name == name) return spec;
  }
  throw std::logic_error("no such spec");
}

TEST(Numbers, AreReadAsInC) {
  const ParamSpec number{.name = "x"};
  const auto read = [&](const char* text) { return std::get<double>(parse_value(number, text)); };
  EXPECT_EQ(read("1e-3"), 1e-3);
  EXPECT_EQ(read(".5"), 0.5);
  EXPECT_EQ(read("5."), 5.0);
  EXPECT_EQ(read("+3"), 3.0);
  EXPECT_EQ(read("-2.5E+2"), -250.0);
  EXPECT_EQ(read("007"), 7.0);
  EXPECT_TRUE(std::signbit(read("-0")));
  EXPECT_EQ(read("0.1"), 0.1);
  EXPECT_EQ(read("1.7976931348623157e308"), std::numeric_limits<double>::max());
  EXPECT_EQ(read("4.9406564584124654e-324"), std::numeric_limits<double>::denorm_min());
  EXPECT_EQ(read("1e-400"), 0.0);
  EXPECT_EQ(read("0.000000000000000000001e-310"), 0.0);
  EXPECT_EQ(read("0e99999999999999999999"), 0.0);
  for (const char* bad : {"",    " ",     "1 ",   " 1",    "+",     "-",    ".",   "e5",
                          "1e",  "1e+",   "0x10", "0x1p3", "inf",   "-inf", "nan", "Infinity",
                          "1,5", "1_000", "--1",  "+-1",   "1e5.5", "1f",   "٣"}) {
    const LabError error = refusal([&] { parse_value(number, bad); });
    EXPECT_EQ(error.code, "not_a_number") << bad;
    EXPECT_EQ(error.field, "x");
    EXPECT_EQ(error.value, bad);
  }
  for (const char* large : {"1e309", "-1e309", "1e99999999999999999999", "123456789e999"}) {
    EXPECT_EQ(refusal([&] { parse_value(number, large); }).code, "out_of_range") << large;
  }
}

TEST(Numbers, WholeOnesAreDigitsOnly) {
  const ParamSpec integer{.name = "n", .type = ParamType::integer};
  EXPECT_EQ(std::get<std::int64_t>(parse_value(integer, "+12")), 12);
  EXPECT_EQ(std::get<std::int64_t>(parse_value(integer, "-9223372036854775808")),
            std::numeric_limits<std::int64_t>::min());
  for (const char* bad : {"1e3", "1.0", "", "+", "-", "+-1", "0x1", "1 "}) {
    EXPECT_EQ(refusal([&] { parse_value(integer, bad); }).code, "not_an_integer") << bad;
  }
  EXPECT_EQ(refusal([&] { parse_value(integer, "9223372036854775808"); }).code, "out_of_range");
}

TEST(Values, AreHeldToTheirLimits) {
  const std::vector<ParamSpec> specs = some_specs();
  const LabError range = refusal([&] { parse_value(spec_of(specs, "depth"), "10"); });
  EXPECT_EQ(range.code, "out_of_range");
  EXPECT_EQ(range.allowed, "1..9");
  EXPECT_EQ(range.remedy, "use_allowed_value");
  EXPECT_EQ(refusal([&] { parse_value(spec_of(specs, "hidden"), "1,65"); }).value, "65");
  const LabError length = refusal([&] { parse_value(spec_of(specs, "hidden"), "1,2,3,4"); });
  EXPECT_EQ(length.code, "list_too_long");
  EXPECT_EQ(length.value, "4");
  EXPECT_EQ(length.allowed, "3");
  EXPECT_EQ(refusal([&] { parse_value(spec_of(specs, "hidden"), "1,,2"); }).code, "not_an_integer");
  EXPECT_EQ(refusal([&] { parse_value(spec_of(specs, "hidden"), "1, 2"); }).code, "not_an_integer");
  EXPECT_EQ(refusal([&] { parse_value(spec_of(specs, "note"), "123456789"); }).code,
            "text_too_long");
  EXPECT_EQ(refusal([&] { parse_value(spec_of(specs, "note"), "a\xff"); }).code, "not_utf8");
  EXPECT_EQ(refusal([&] { parse_value(spec_of(specs, "note"), "\xc0\x80"); }).code, "not_utf8");
  EXPECT_EQ(refusal([&] { parse_value(spec_of(specs, "note"), "\xed\xa0\x80"); }).code, "not_utf8");
  for (const char* bad : {"true", "1", "ON", "", "yes"}) {
    const LabError error = refusal([&] { parse_value(spec_of(specs, "train"), bad); });
    EXPECT_EQ(error.code, "not_a_boolean") << bad;
    EXPECT_EQ(error.allowed, "on, off");
  }
  const LabError choice = refusal([&] { parse_value(spec_of(specs, "kinds"), "exakt"); });
  EXPECT_EQ(choice.code, "unknown_choice");
  EXPECT_EQ(choice.allowed, "exact, as_printed");
  const std::string endless(std::size_t{3} << 20, '1');
  const LabError large = refusal([&] { parse_value(spec_of(specs, "weights"), endless); });
  EXPECT_EQ(large.code, "text_too_long");
  EXPECT_EQ(
      refusal([&] { parse_value(spec_of(specs, "depth"), std::string(500, 'x')); }).value.size(),
      83U);
}

TEST(Values, ListsAndChoicesTakeBothSpellings) {
  const std::vector<ParamSpec> specs = some_specs();
  EXPECT_EQ(parse_value(spec_of(specs, "kinds"), "as-printed,exact"),
            ParamValue(std::vector<std::string>{"as_printed", "exact"}));
  EXPECT_EQ(parse_value(spec_of(specs, "hidden"), ""), ParamValue(std::vector<std::int64_t>{}));
  EXPECT_EQ(parse_value(spec_of(specs, "weights"), "0.5,-0.2,1e-3"),
            ParamValue(std::vector<double>{0.5, -0.2, 1e-3}));
  EXPECT_TRUE(same_spelling("a-b_c", "a_b-c"));
  EXPECT_FALSE(same_spelling("a-b", "a-bc"));
}

TEST(Values, TextFormReadsBack) {
  const ParamSpec numbers{.name = "x", .type = ParamType::number_list};
  Pcg32 random(5, 1);
  std::vector<double> list;
  while (list.size() < 1000) {
    const std::uint64_t bits = (std::uint64_t{random.next()} << 32U) | random.next();
    const auto value = std::bit_cast<double>(bits);
    if (std::isfinite(value)) list.push_back(value);
  }
  EXPECT_EQ(parse_value(numbers, format_value(list)), ParamValue(list));
  EXPECT_EQ(format_value(true), "on");
  EXPECT_EQ(format_value(std::int64_t{-3}), "-3");
  EXPECT_EQ(format_value(std::vector<std::string>{"a", "b"}), "a,b");
}

TEST(Params, DefaultsApplyInTheOrderOfTheSpecs) {
  const std::vector<ParamSpec> specs = some_specs();
  const Params params = parse_params(specs, {});
  std::vector<std::string> names;
  for (const Params::Entry& entry : params.entries()) names.push_back(entry.spec->name);
  EXPECT_EQ(names, (std::vector<std::string>{"a", "b", "depth", "optimizer", "train", "system",
                                             "hidden", "weights", "kinds", "note"}));
  EXPECT_EQ(params.number("a"), 1.4);
  EXPECT_EQ(params.integers("hidden"), (std::vector<std::int64_t>{16, 16}));
  EXPECT_TRUE(params.boolean("train"));
  EXPECT_EQ(params.choices("kinds").front(), "as_printed");
  EXPECT_TRUE(params.numbers("weights").empty());
  EXPECT_EQ(params.text("note"), "");
  EXPECT_THROW(params.number("momentum"), std::logic_error);
  EXPECT_THROW(params.number("depth"), std::logic_error);
}

TEST(Params, VariantsDependOnWhatComesLater) {
  const std::vector<ParamSpec> specs = some_specs();
  const std::vector<ParamText> given = {
      {"a", "0.5"}, {"momentum", "0.5"}, {"system", "rossler"}, {"optimizer", "heavy-ball"}};
  const Params params = parse_params(specs, given);
  EXPECT_EQ(params.number("a"), 0.5);
  EXPECT_EQ(params.number("momentum"), 0.5);
  EXPECT_EQ(params.choice("optimizer"), "heavy_ball");
  EXPECT_FALSE(params.has("b"));
  // The limits are those of the variant.
  const std::vector<ParamText> large = {{"a", "1.5"}, {"system", "rossler"}};
  EXPECT_EQ(refusal([&] { parse_params(specs, large); }).allowed, "<= 1");
}

TEST(Params, WhatDoesNotApplyIsRefusedWithItsCondition) {
  const std::vector<ParamSpec> specs = some_specs();
  const std::vector<ParamText> given = {{"momentum", "0.5"}};
  const LabError error = refusal([&] { parse_params(specs, given); });
  EXPECT_EQ(error.code, "not_applicable");
  EXPECT_EQ(error.field, "momentum");
  EXPECT_EQ(error.value, "0.5");
  EXPECT_EQ(error.allowed, "optimizer=heavy_ball,nesterov");
  // The condition's own condition fails.
  const std::vector<ParamText> nested = {{"train", "off"}, {"momentum", "0.5"}};
  EXPECT_EQ(refusal([&] { parse_params(specs, nested); }).code, "not_applicable");
  const std::vector<ParamText> two = {{"b", "0.5"}, {"system", "rossler"}};
  EXPECT_EQ(refusal([&] { parse_params(specs, two); }).allowed, "system=henon; optimizer=gd");
}

TEST(Params, UnknownAndRepeatedNamesAreRefused) {
  const std::vector<ParamSpec> specs = some_specs();
  const std::vector<ParamText> unknown = {{"optimiser", "gd"}};
  const LabError error = refusal([&] { parse_params(specs, unknown); });
  EXPECT_EQ(error.code, "unknown_parameter");
  EXPECT_EQ(error.allowed.substr(0, 11), "optimizer, ");
  EXPECT_NE(error.allowed.find("momentum"), std::string::npos);
  EXPECT_EQ(error.allowed.find("a, a"), std::string::npos);
  const std::vector<ParamText> twice = {{"depth", "1"}, {"depth", "1"}};
  EXPECT_EQ(refusal([&] { parse_params(specs, twice); }).code, "given_twice");
}

TEST(Params, ContradictorySpecsAreMistakesOfTheExperiment) {
  const std::vector<ParamSpec> circle = {
      {.name = "a", .default_text = "1", .when = {{"b", {"1"}}}},
      {.name = "b", .default_text = "1", .when = {{"a", {"1"}}}}};
  EXPECT_THROW(parse_params(circle, {}), std::logic_error);
  const std::vector<ParamSpec> both = {{.name = "a", .default_text = "1"},
                                       {.name = "a", .default_text = "2"}};
  EXPECT_THROW(parse_params(both, {}), std::logic_error);
}

TEST(Params, RandomBytesAreRefusedOrRead) {
  const std::vector<ParamSpec> specs = some_specs();
  Pcg32 random(11, 1);
  const std::string alphabet = "0123456789+-.eE,onfxgd_\xff\n =";
  int read = 0;
  for (int round = 0; round < 20000; ++round) {
    std::vector<ParamText> given;
    const std::uint32_t count = random.below(3) + 1;
    for (std::uint32_t i = 0; i < count; ++i) {
      std::string text;
      for (std::uint32_t k = random.below(8); k > 0; --k) {
        text += round % 2 == 0
                    ? static_cast<char>(random.below(256))
                    : alphabet[random.below(static_cast<std::uint32_t>(alphabet.size()))];
      }
      const auto which = random.below(static_cast<std::uint32_t>(specs.size() + 1));
      given.emplace_back(which < specs.size() ? specs[which].name : text, text);
    }
    try {
      const Params params = parse_params(specs, given);
      for (const Params::Entry& entry : params.entries()) {
        EXPECT_EQ(parse_value(*entry.spec, format_value(entry.value)), entry.value);
      }
      ++read;
    } catch (const LabException& refused) {
      EXPECT_FALSE(refused.error().code.empty());
      EXPECT_FALSE(refused.error().remedy.empty());
    }
  }
  EXPECT_GT(read, 100);
}

}  // namespace
}  // namespace separatrix
