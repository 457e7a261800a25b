// The built command as a user starts it.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "cli/support/process.hpp"
#include "separatrix/math/text.hpp"

namespace separatrix {
namespace {

using nlohmann::json;
using test::Outcome;
using test::run_separatrix;
using test::ScratchFolder;

json parsed(const std::vector<std::string>& words) {
  const Outcome outcome = run_separatrix(words);
  EXPECT_EQ(outcome.status, 0) << outcome.error;
  EXPECT_EQ(outcome.error, "");
  return json::parse(outcome.out);
}

const json& panel(const json& result, const std::string& id) {
  for (const json& item : result["panels"]) {
    if (item["id"] == id) return item;
  }
  throw std::runtime_error("no panel " + id);
}

/// Refused with status 2, nothing on standard output, one line with all of `parts`.
void expect_refused(const std::vector<std::string>& words, const std::vector<std::string>& parts) {
  const Outcome outcome = run_separatrix(words);
  EXPECT_EQ(outcome.status, 2) << outcome.error;
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(std::count(outcome.error.begin(), outcome.error.end(), '\n'), 1) << outcome.error;
  EXPECT_TRUE(outcome.error.ends_with("\n"));
  for (const std::string& part : parts) {
    EXPECT_NE(outcome.error.find(part), std::string::npos) << part << " in " << outcome.error;
  }
}

TEST(Command, HelpAndVersion) {
  for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
           {"--help"}, {"-h"}, {"run", "-h"}, {"list", "--help"}}) {
    const Outcome help = run_separatrix(words);
    EXPECT_EQ(help.status, 0);
    EXPECT_EQ(help.error, "");
    for (const char* option :
         {"--set", "--at", "--steps", "--seed", "--data", "--out", "--format"}) {
      EXPECT_NE(help.out.find(option), std::string::npos);
    }
  }
  EXPECT_EQ(run_separatrix({"--version"}).out, "separatrix 0.1.0\n");
}

TEST(Command, ListsTheRegistry) {
  const Outcome outcome = run_separatrix({"list"});
  EXPECT_EQ(outcome.status, 0);
  const json registry = parsed({"list", "--json"});
  EXPECT_EQ(registry["version"], "0.1.0");
  EXPECT_EQ(registry["seed"], json({{"min", 0}, {"max", 4294967295}, {"default", 1}}));
  const std::set<std::string> types = {"integer",      "number",      "boolean",     "choice",
                                       "integer_list", "number_list", "choice_list", "text"};
  std::set<std::string> ids;
  for (const json& experiment : registry["experiments"]) {
    const std::string id = experiment["id"];
    EXPECT_TRUE(ids.insert(id).second) << "twice: " << id;
    EXPECT_NE(outcome.out.find(id), std::string::npos);
    EXPECT_TRUE(experiment["source"].is_string());
    EXPECT_TRUE(experiment["has_steps"].is_boolean());
    EXPECT_TRUE(experiment["accepts_files"].is_boolean());
    EXPECT_FALSE(experiment["panels"].empty());
    std::set<std::string> names;
    for (const json& param : experiment["params"]) names.insert(param["name"].get<std::string>());
    EXPECT_EQ(names.count("seed"), 0U) << "common to all";
    for (const json& param : experiment["params"]) {
      EXPECT_TRUE(types.count(param["type"]) == 1) << param;
      EXPECT_TRUE(param["scale"] == "linear" || param["scale"] == "log");
      EXPECT_TRUE(param["live"].is_boolean() && param["group"].is_string()) << param;
      EXPECT_EQ(param["type"] == "choice" || param["type"] == "choice_list",
                param.contains("choices"));
      const json conditions = param.value("when", json::object());
      for (const auto& [name, values] : conditions.items()) {
        EXPECT_EQ(names.count(name), 1U) << "condition on what is not there: " << param;
        EXPECT_TRUE(values.is_array() && !values.empty());
      }
    }
  }
  for (const char* id : {"descend", "train-images", "rnn-lyapunov"}) EXPECT_EQ(ids.count(id), 1U);
}

TEST(Command, PrintsTheResultOfTheContract) {
  const json result =
      parsed({"run", "descend", "--set", "objective=booth", "--set", "initial_state=0.5,-0.25",
              "--set", "learning_rate=1e-2", "--steps", "50", "--seed", "7"});
  std::vector<std::string> keys;
  for (const auto& [key, value] : result.items()) keys.push_back(key);
  const std::string text = run_separatrix({"run", "descend"}).out;
  EXPECT_TRUE(
      text.starts_with("{\"experiment\":\"descend\",\"version\":\"0.1.0\",\"seed\":null,"
                       "\"params\":{"));
  EXPECT_TRUE(text.ends_with("}\n"));
  EXPECT_EQ(keys.size(), 9U);
  EXPECT_EQ(result["events"], json::array());
  EXPECT_EQ(result["experiment"], "descend");
  EXPECT_TRUE(result["seed"].is_null()) << "nothing in it is random";
  EXPECT_EQ(result["params"]["objective"], "booth");
  EXPECT_EQ(result["params"]["initial_state"], json({0.5, -0.25}));
  EXPECT_EQ(result["params"]["learning_rate"], 0.01);
  EXPECT_EQ(result["params"]["steps"], 50);
  EXPECT_FALSE(result["params"].contains("momentum")) << "does not apply to gd";
  EXPECT_EQ(result["stop"], json({{"reason", "limit"}, {"rule", "steps"}, {"step", 50}}));
  EXPECT_EQ(result["steps"], 50);
  EXPECT_EQ(result["gradient_evaluations"], 50);
  // x <- x - 0.01 grad of Booth's function, by hand.
  double x = 0.5;
  double y = -0.25;
  for (int i = 0; i < 50; ++i) {
    const double a = x + 2 * y - 7;
    const double b = 2 * x + y - 5;
    x -= 0.01 * (2 * a + 4 * b);
    y -= 0.01 * (4 * a + 2 * b);
  }
  std::set<std::string> names;
  for (const json& value : panel(result, "values")["values"]) {
    names.insert(value["name"].get<std::string>());
    EXPECT_TRUE(value.contains("unit"));
    if (value["name"] == "x") {
      EXPECT_NEAR(value["value"].get<double>(), x, 1e-12);
    }
    if (value["name"] == "y") {
      EXPECT_NEAR(value["value"].get<double>(), y, 1e-12);
    }
  }
  for (const char* name : {"x", "y", "loss"}) EXPECT_EQ(names.count(name), 1U) << name;
  for (const json& item : result["panels"]) {
    if (item["kind"] != "lines") continue;
    EXPECT_TRUE(item["x"].contains("name") && item["x"].contains("unit"));
    for (const json& series : item["series"]) {
      EXPECT_EQ(series["x"].size(), series["y"].size());
      EXPECT_EQ(series.contains("low"), series.contains("high"));
    }
  }
}

TEST(Command, SameSpellingsSameNumbers) {
  const std::string once = run_separatrix({"run", "descend", "--steps", "5"}).out;
  EXPECT_EQ(run_separatrix({"run", "descend", "--steps=5"}).out, once);
  EXPECT_EQ(run_separatrix({"run", "--set", "steps=5", "descend"}).out, once);
  EXPECT_EQ(run_separatrix({"run", "descend", "--steps", "5", "--set", "steps=+5"}).out, once);
  EXPECT_EQ(run_separatrix({"run", "descend", "--set", "objective=double-well"}).out,
            run_separatrix({"run", "descend", "--set", "objective=double_well"}).out);
}

TEST(Command, CsvIsALongTable) {
  const Outcome outcome = run_separatrix({"run", "descend", "--steps", "3", "--format", "csv"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_TRUE(outcome.out.starts_with("panel,name,x,value,uncertainty,unit\n"));
  std::istringstream lines(outcome.out);
  int loss_rows = 0;
  for (std::string line; std::getline(lines, line);) {
    EXPECT_EQ(std::count(line.begin(), line.end(), ','), 5) << line;
    if (line.starts_with("values,loss,")) ++loss_rows;
  }
  EXPECT_EQ(loss_rows, 1);
}

TEST(Command, LiveChangesHappenAtTheirStep) {
  const auto losses = [](const std::vector<std::string>& more) {
    std::vector<std::string> words = {"run", "descend", "--steps", "40"};
    words.insert(words.end(), more.begin(), more.end());
    const json result = parsed(words);
    return panel(result, "loss")["series"][0]["y"].get<std::vector<double>>();
  };
  const std::vector<double> plain = losses({});
  const std::vector<double> changed = losses({"--at", "20:learning_rate=0.001"});
  ASSERT_EQ(plain.size(), changed.size());
  std::size_t same = 0;
  while (same < plain.size() && plain[same] == changed[same]) ++same;
  // The loss of step k + 1 is the first that a change of the rate before step k alters.
  EXPECT_GE(same, 20U);
  EXPECT_LE(same, 21U);
  EXPECT_EQ(losses({"--at", "0:learning_rate=0.001"}), losses({"--set", "learning_rate=0.001"}));
}

TEST(Command, AResultSaysHowToGetItAgain) {
  const std::vector<std::string> words = {"run",     "descend",
                                          "--steps", "40",
                                          "--at",    "20:learning_rate=1e-3",
                                          "--at",    "7:learning_rate=0.0200"};
  const std::string once = run_separatrix(words).out;
  const json events = json::parse(once)["events"];
  EXPECT_EQ(events, json::parse(R"([{"step": 7, "name": "learning_rate", "value": 0.02},
                                    {"step": 20, "name": "learning_rate", "value": 0.001}])"));
  std::vector<std::string> again = {"run", "descend", "--steps", "40"};
  for (const json& event : events) {
    again.emplace_back("--at");
    again.push_back(event["step"].dump() + ":" + event["name"].get<std::string>() + "=" +
                    event["value"].dump());
  }
  EXPECT_EQ(run_separatrix(again).out, once);
}

TEST(Command, DivergenceIsAResult) {
  const json result = parsed({"run", "descend", "--set", "learning_rate=1"});
  EXPECT_EQ(result["stop"]["reason"], "diverged");
  EXPECT_LT(result["stop"]["step"].get<int>(), 200);
  EXPECT_TRUE(result["stop"].contains("cause"));
}

TEST(Command, AFileInsteadOfStandardOutput) {
  const ScratchFolder folder;
  const std::string expected = run_separatrix({"run", "descend"}).out;
  const std::string path = folder.path("result.json");
  for (int round = 0; round < 2; ++round) {  // new, then replaced
    const Outcome outcome = run_separatrix({"run", "descend", "--out", path});
    EXPECT_EQ(outcome.status, 0);
    EXPECT_EQ(outcome.out, "");
    EXPECT_EQ(outcome.error, "");
    EXPECT_EQ(test::read_text(path), expected);
  }
  EXPECT_EQ(folder.names(), std::vector<std::string>{"result.json"}) << "nothing else is left";
  using std::filesystem::perms;
  for (const perms mode : {perms{0640}, perms{0606}}) {
    std::filesystem::permissions(path, mode);
    EXPECT_EQ(run_separatrix({"run", "descend", "--out", path}).status, 0);
    EXPECT_EQ(std::filesystem::status(path).permissions(), mode);
  }
  EXPECT_EQ(run_separatrix({"run", "descend", "--out", "/dev/null"}).status, 0);
  expect_refused({"run", "descend", "--out", folder.path("none/x.json")}, {"--out", "none/x.json"});
  expect_refused({"run", "descend", "--out", folder.path("")}, {"--out"});
  test::write_text(path, "kept");
  expect_refused({"run", "descend", "--out", path, "--steps", "-1"}, {"steps", "-1"});
  EXPECT_EQ(test::read_text(path), "kept") << "a refusal writes nothing";
}

TEST(Command, BadArgumentsAreRefusedInOneLine) {
  expect_refused({}, {"list, run"});
  expect_refused({"ran"}, {"ran", "list, run"});
  expect_refused({"list", "--jsn"}, {"--jsn", "--json", "no option"});
  expect_refused({"list", "extra"}, {"list", "extra", "--json", "one too many"});
  expect_refused({"list", "--json", "--json"}, {"--json", "more than once"});
  expect_refused({"run"}, {"run", "ID"});
  expect_refused({"run", ""}, {"run", "ID"});
  expect_refused({"run", "descent"}, {"descent", "descend"});
  expect_refused({"run", "descend", "again"}, {"again", "one too many"});
  expect_refused({"run", "descend", "--sed", "1"}, {"--sed", "--seed"});
  expect_refused({"run", "descend", "--set"}, {"--set", "name=value"});
  expect_refused({"run", "descend", "--set", "steps"}, {"--set", "steps", "name=value"});
  expect_refused({"run", "descend", "--set", "=5"}, {"--set", "=5"});
  expect_refused({"run", "descend", "--set", "stepz=5"}, {"stepz", "5", "steps"});
  expect_refused({"run", "descend", "--set", "steps=5", "--set", "steps=5"}, {"steps"});
  expect_refused({"run", "descend", "--set", "steps=1e3"}, {"steps", "1e3"});
  expect_refused({"run", "descend", "--set", "learning_rate=nan"}, {"learning_rate", "nan"});
  expect_refused({"run", "descend", "--set", "learning_rate=0x1p3"}, {"learning_rate", "0x1p3"});
  expect_refused({"run", "descend", "--set", "learning_rate=-1"}, {"learning_rate", "-1", ".."});
  expect_refused({"run", "descend", "--set", "momentum=0.5"}, {"momentum", "0.5", "heavy_ball"});
  expect_refused({"run", "descend", "--set", "objective=both"}, {"objective", "both", "booth"});
  expect_refused({"run", "descend", "--set", "objective=a\nb\xff"}, {"objective", "a\\nb\\xff"});
  expect_refused({"run", "descend", "--set", "initial_state=1,2,3"}, {"initial_state", "3", "2"});
  expect_refused({"run", "descend", "--steps", "1.5"}, {"steps", "1.5"});
  expect_refused({"run", "descend", "--steps", "5", "--steps", "5"}, {"--steps"});
  expect_refused({"run", "descend", "--steps", "5", "--set", "steps=6"}, {"--steps", "5", "6"});
  expect_refused({"run", "descend", "--seed", "4294967296"},
                 {"seed", "4294967296", "0..4294967295"});
  expect_refused({"run", "descend", "--seed", "-1"}, {"seed", "-1"});
  expect_refused({"run", "descend", "--seed", "1", "--set", "seed=1"}, {"seed"});
  expect_refused({"run", "descend", "--format", "xml"}, {"--format", "xml", "json"});
  expect_refused({"run", "descend", "--at", "learning_rate=1"}, {"--at", "step:name=value"});
  expect_refused({"run", "descend", "--at", "x:learning_rate=1"}, {"--at", "x"});
  expect_refused({"run", "descend", "--at", "-1:learning_rate=1"}, {"--at", "-1"});
  expect_refused({"run", "descend", "--at", "5:objective=booth"}, {"objective", "learning_rate"});
  expect_refused({"run", "descend", "--at", "5:learning_rate=x"}, {"learning_rate", "x"});
  expect_refused({"run", "descend", "--at", "5:rate=1"}, {"rate", "learning_rate"});
  expect_refused({"run", "descend", "--at", "5:momentum=0.5"}, {"momentum", "0.5", "heavy_ball"});
  expect_refused({"run", "descend", "--at", "5:learning_rate=0.1", "--at", "5:learning_rate=0.1"},
                 {"5:learning_rate", "0.1", "more than once"});
  expect_refused({"run", "rnn-lyapunov", "--at", "5:steps=9"}, {"steps", "9", "No parameter"});
  expect_refused({"run", "descend", "--data", "/"}, {"--data", "/"});
}

TEST(Command, InterruptedItStillPrints) {
  const Outcome outcome = run_separatrix(
      {"run", "train-images", "--set", "epochs=1000", "--set", "samples=2000"}, 1500);
  EXPECT_EQ(outcome.status, 0) << outcome.error;
  const json result = json::parse(outcome.out);
  EXPECT_EQ(result["stop"]["reason"], "user");
  EXPECT_EQ(result["stop"]["step"], result["steps"]);
}

TEST(Command, SameSeedSameBytes) {
  const std::vector<std::string> words = {"run",   "train-images", "--set",  "samples=300",
                                          "--set", "epochs=2",     "--seed", "5"};
  const Outcome once = run_separatrix(words);
  EXPECT_EQ(once.status, 0) << once.error;
  EXPECT_EQ(json::parse(once.out)["seed"], 5);
  EXPECT_EQ(run_separatrix(words).out, once.out);
  std::vector<std::string> other = words;
  other.back() = "6";
  EXPECT_NE(run_separatrix(other).out, once.out);
  const json image = panel(json::parse(once.out), "images")["items"][0];
  EXPECT_EQ(image["pixels"].get<std::string>().size(), (28 * 28 + 2) / 3 * 4);
}

}  // namespace
}  // namespace separatrix
