#include <cmath>

#include "run/base64.hpp"
#include "run/tree.hpp"
#include "separatrix/run/describe.hpp"

namespace separatrix {
namespace {

void put_stop(Tree& tree, const std::optional<Stop>& stop) {
  tree.sink().key("stop");
  if (!stop) {
    tree.sink().null();
    return;
  }
  tree.object([&] {
    tree.member("reason", to_string(stop->reason));
    tree.member("rule", stop->rule);
    tree.member("step", stop->step);
    tree.optional_member("layer", stop->layer);
    tree.optional_member("cause", stop->cause);
    if (stop->numbers.empty()) return;
    tree.object("numbers", [&] {
      for (const auto& [name, number] : stop->numbers) tree.member(name, number);
    });
  });
}

/// As they would be given again with `--at`, values parsed like the parameters'.
void put_events(Tree& tree, const Run& run) {
  tree.array("events", [&] {
    for (const Event& event : run.events()) {
      tree.object([&] {
        tree.member("step", event.step);
        tree.member("name", event.name);
        tree.sink().key("value");
        for (const Params::Entry& entry : run.params().entries()) {
          if (entry.spec->name == event.name) {
            put_value(tree, parse_value(*entry.spec, event.value));
          }
        }
      });
    }
  });
}

void put_series(Tree& tree, const LineSeries& series) {
  const std::vector<LineSample> samples = series.samples();
  const auto column = [&](const char* name, double LineSample::*member) {
    tree.array(name, [&] {
      for (const LineSample& sample : samples) tree.put(sample.*member);
    });
  };
  tree.object([&] {
    tree.member("name", series.name());
    tree.member("unit", series.unit());
    column("x", &LineSample::x);
    column("y", &LineSample::y);
    if (!series.has_band()) return;
    column("low", &LineSample::low);
    column("high", &LineSample::high);
  });
}

void put_lines(Tree& tree, const Panel& panel) {
  tree.object("x", [&] {
    tree.member("name", panel.x_axis.name);
    tree.member("unit", panel.x_axis.unit);
  });
  tree.array("series", [&] {
    for (const LineSeries& series : panel.series) put_series(tree, series);
  });
}

void put_named_value(Tree& tree, const Value& value) {
  tree.object([&] {
    tree.member("name", value.name);
    tree.member("value", value.value);
    if (!std::isnan(value.uncertainty)) tree.member("uncertainty", value.uncertainty);
    tree.member("unit", value.unit);
    if (value.reference) {
      tree.object("reference", [&] {
        tree.member("value", value.reference->value);
        tree.member("source", value.reference->source);
      });
    }
    if (value.noise) tree.member("noise", true);
  });
}

void put_group(Tree& tree, const SpectrumGroup& group) {
  tree.object([&] {
    tree.member("name", group.name);
    tree.member("unit", group.unit);
    tree.member("values", group.values);
    if (!group.uncertainties.empty()) tree.member("uncertainties", group.uncertainties);
    bool any = false;
    for (const std::uint8_t noise : group.noise) any = any || noise != 0;
    if (!any) return;
    tree.array("noise", [&] {
      for (const std::uint8_t noise : group.noise) tree.put(noise != 0);
    });
  });
}

template <std::size_t N>
void put_points(Tree& tree, const char* name, const std::vector<std::array<double, N>>& points) {
  tree.array(name, [&] {
    for (const std::array<double, N>& point : points) {
      tree.array([&] {
        for (const double coordinate : point) tree.put(coordinate);
      });
    }
  });
}

void put_field(Tree& tree, const FieldData& field) {
  const auto range = [&](const char* name, const std::array<double, 2>& ends) {
    tree.array(name, [&] {
      tree.put(ends[0]);
      tree.put(ends[1]);
    });
  };
  range("x", field.x);
  range("y", field.y);
  tree.member("rows", field.rows);
  tree.member("columns", field.columns);
  tree.member("unit", field.unit);
  tree.member("data", field.data);
  if (!field.points.empty()) put_points(tree, "points", field.points);
}

void put_scatter(Tree& tree, const Panel& panel) {
  tree.array("groups", [&] {
    for (const ScatterGroup& group : panel.scatter) {
      tree.object([&] {
        tree.member("name", group.name);
        put_points(tree, "points", group.points);
      });
    }
  });
}

void put_images(Tree& tree, const ImagesData& images) {
  const auto known = [&](const char* name, std::int32_t index) {
    tree.sink().key(name);
    if (index < 0) {
      tree.sink().null();
    } else {
      tree.put(index);
    }
  };
  tree.member("rows", images.rows);
  tree.member("columns", images.columns);
  tree.array("items", [&] {
    const std::size_t size = images.pixels_per_item();
    for (std::size_t i = 0; i < images.item_count(); ++i) {
      tree.object([&] {
        tree.member("pixels", base64(std::span(images.pixels).subspan(i * size, size)));
        known("label", images.label(i));
        known("prediction", images.prediction(i));
      });
    }
  });
}

void put_panel(Tree& tree, const Panel& panel) {
  tree.object([&] {
    tree.member("id", panel.id);
    tree.member("kind", to_string(panel.kind));
    switch (panel.kind) {
      case PanelKind::lines:
        put_lines(tree, panel);
        break;
      case PanelKind::values:
        tree.array("values", [&] {
          for (const Value& value : panel.values) put_named_value(tree, value);
        });
        break;
      case PanelKind::spectrum:
        tree.array("groups", [&] {
          for (const SpectrumGroup& group : panel.spectrum) put_group(tree, group);
        });
        break;
      case PanelKind::field:
        put_field(tree, panel.field);
        break;
      case PanelKind::scatter:
        put_scatter(tree, panel);
        break;
      case PanelKind::images:
        put_images(tree, panel.images);
        break;
      case PanelKind::network:
        break;
    }
  });
}

}  // namespace

void describe_result(std::string_view experiment_id, std::string_view version, const Params& params,
                     const Run& run, TreeSink& sink) {
  Tree tree(sink);
  tree.object([&] {
    tree.member("experiment", experiment_id);
    tree.member("version", version);
    sink.key("seed");
    if (run.seed()) {
      sink.integer(*run.seed());
    } else {
      sink.null();
    }
    tree.object("params", [&] {
      for (const Params::Entry& entry : params.entries()) {
        sink.key(entry.spec->name);
        put_value(tree, entry.value);
      }
    });
    put_events(tree, run);
    put_stop(tree, run.stop());
    tree.member("steps", run.steps());
    tree.member("gradient_evaluations", run.gradient_evaluations());
    tree.array("panels", [&] {
      for (const Panel& panel : run.panels()) put_panel(tree, panel);
    });
  });
}

}  // namespace separatrix
