// Lyapunov spectra of a tanh RNN: forward, adjoint and singular values side by side, with the
// switches that lead from the exponents to the numbers printed in source 004 (CONTRACT 11).
#include "experiments/support/rnn_panels.hpp"
#include "experiments/support/rnn_run.hpp"
#include "experiments/support/rnn_setup.hpp"
#include "separatrix/run/experiment.hpp"

namespace separatrix {

Experiment rnn_lyapunov_experiment() {
  Experiment experiment;
  experiment.id = kRnnLyapunovId;
  experiment.source = "004";
  experiment.params = rnn_lyapunov_params();
  experiment.panels = rnn_panel_specs();
  experiment.make = [](const Params& params, std::uint32_t seed, std::span<const File>) {
    return make_rnn_run(params, seed);
  };
  return experiment;
}

}  // namespace separatrix
