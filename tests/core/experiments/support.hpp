// What the tests of experiments ask of a run.
#pragma once

#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "separatrix/run/experiment.hpp"

namespace separatrix::test {

inline const Panel& panel(const Run& run, const std::string& id) {
  for (const Panel& candidate : run.panels()) {
    if (candidate.id == id) return candidate;
  }
  throw std::out_of_range(id);
}

/// The number called `name` in the panel `values`.
inline double value(const Run& run, const std::string& name) {
  for (const Value& candidate : panel(run, "values").values) {
    if (candidate.name == name) return candidate.value;
  }
  throw std::out_of_range(name);
}

/// One bad parameter and the code that refuses it.
struct Refusal {
  const char* name;
  const char* text;
  const char* code;
};

inline void expect_refused(const std::string& experiment, const std::vector<Refusal>& refusals,
                           std::span<const File> files = {}) {
  for (const Refusal& refusal : refusals) {
    const std::vector<ParamText> params = {{refusal.name, refusal.text}};
    try {
      make_run(experiment, params, files);
      ADD_FAILURE() << refusal.name << "=" << refusal.text << " was accepted";
    } catch (const LabException& refused) {
      EXPECT_EQ(refused.error().code, refusal.code) << refusal.name << "=" << refusal.text;
      EXPECT_EQ(refused.error().field, refusal.name);
    }
  }
}

}  // namespace separatrix::test
