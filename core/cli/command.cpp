#include "cli/command.hpp"

#include <cstdio>
#include <exception>
#include <new>
#include <optional>
#include <string>
#include <vector>

#include "cli/arguments.hpp"
#include "cli/csv.hpp"
#include "cli/data_folder.hpp"
#include "cli/interrupt.hpp"
#include "cli/json_writer.hpp"
#include "cli/messages.hpp"
#include "cli/output.hpp"
#include "run/nearest.hpp"
#include "separatrix/run/describe.hpp"
#include "separatrix/run/experiment.hpp"

namespace separatrix {
namespace {

constexpr std::string_view kVersion = SEPARATRIX_VERSION;
/// Units between two looks at the signals; one is at most a gradient over 256 samples.
constexpr std::int64_t kUnits = 64;

void list_experiments(bool json) {
  if (json) {
    JsonWriter writer;
    describe_registry(kVersion, writer);
    write_standard_output(writer.json() + "\n");
    return;
  }
  std::string text;
  for (const Experiment& experiment : registry()) {
    const std::string_view title = message_en("experiment." + experiment.id + ".title");
    text += experiment.id;
    text.append(experiment.id.size() < 20 ? 20 - experiment.id.size() : 1, ' ');
    text += title.empty() ? std::string_view(experiment.source) : title;
    text += '\n';
  }
  write_standard_output(text);
}

const ParamSpec* find_steps(const Experiment& experiment) {
  for (const ParamSpec& spec : experiment.params) {
    if (spec.name == "steps") return &spec;
  }
  return nullptr;
}

/// `--steps`: the parameter of that name where there is one, else a bound, which is returned
/// (CONTRACT 3).
std::optional<std::int64_t> apply_steps(const Experiment& experiment, const std::string& steps,
                                        std::vector<ParamText>& settings) {
  if (!experiment.has_steps) {
    throw LabException({"steps_not_accepted", "--steps", shown(steps), "", "remove_option"});
  }
  const ParamSpec* spec = find_steps(experiment);
  if (spec == nullptr) {
    const ParamSpec bound{.name = "--steps", .type = ParamType::integer, .min = 0};
    return std::get<std::int64_t>(parse_value(bound, steps));
  }
  for (const auto& [name, text] : settings) {
    if (name != "steps") continue;
    if (parse_value(*spec, text) != parse_value(*spec, steps)) {
      throw LabException({"conflicting_steps", "--steps", shown(steps), shown(text), "give_once"});
    }
    return std::nullopt;
  }
  settings.emplace_back("steps", steps);
  return std::nullopt;
}

std::string result_text(const Experiment& experiment, const Params& params, const Run& run,
                        Format format) {
  if (format == Format::csv) return csv_table(run.panels());
  JsonWriter writer;
  describe_result(experiment.id, kVersion, params, run, writer);
  return writer.json() + "\n";
}

void run_experiment(const RunArguments& arguments) {
  const Experiment& experiment = find_experiment(arguments.id);
  std::vector<ParamText> settings = arguments.settings;
  std::optional<std::int64_t> bound;
  if (arguments.steps) bound = apply_steps(experiment, *arguments.steps, settings);
  if (arguments.data && !experiment.accepts_files) {
    throw LabException({"files_not_used", "--data", shown(*arguments.data), "", "remove_files"});
  }
  std::optional<OutputFile> file;
  if (arguments.out) file.emplace(*arguments.out);
  std::vector<File> files;
  if (arguments.data) files = read_data_folder(*arguments.data);

  const std::unique_ptr<Run> run = make_run(experiment.id, settings, files);
  const Params params = run->params();  // as it began: live changes come later
  for (const Event& event : arguments.events) run->schedule(event);
  if (bound) run->bound_steps(*bound);
  note_interrupts();
  while (!run->stop()) {
    run->advance(kUnits);
    if (was_interrupted()) run->stop_by_user();
  }
  const std::string text = result_text(experiment, params, *run, arguments.format);
  if (file) {
    file->write(text);
  } else {
    write_standard_output(text);
  }
}

struct Runner {
  void operator()(const HelpArguments&) const {
    write_standard_output(std::string(message_en("command.usage")) + "\n");
  }
  void operator()(const VersionArguments&) const {
    write_standard_output("separatrix " + std::string(kVersion) + "\n");
  }
  void operator()(const ListArguments& arguments) const { list_experiments(arguments.json); }
  void operator()(const RunArguments& arguments) const { run_experiment(arguments); }
};

int fail(const LabError& error, int status) {
  std::fprintf(stderr, "separatrix: %s\n", error_line(error).c_str());
  return status;
}

}  // namespace

int run_command(std::span<const std::string_view> words) {
  try {
    std::visit(Runner{}, parse_arguments(words));
    return 0;
  } catch (const LabException& refused) {
    return fail(refused.error(), 2);
  } catch (const std::bad_alloc&) {
    return fail({"out_of_memory", "", "", "", "make_smaller"}, 1);
  } catch (const std::exception& mistake) {
    return fail({"internal", "", mistake.what(), "", "report"}, 1);
  }
}

}  // namespace separatrix
