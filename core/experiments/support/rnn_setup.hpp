// What a run of rnn-lyapunov is about: network, input, lengths (CONTRACT 11).
#pragma once

#include <cstdint>
#include <vector>

#include "separatrix/dynamics/growth_frame.hpp"
#include "separatrix/dynamics/tanh_rnn.hpp"
#include "separatrix/run/experiment.hpp"

namespace separatrix {

inline constexpr const char* kRnnLyapunovId = "rnn-lyapunov";

/// Largest number of hidden units: one step with its QR stays within a few milliseconds.
inline constexpr std::size_t kMostHidden = 128;

struct RnnSetup {
  TanhRnnDefinition network;
  std::vector<double> initial_state;
  std::int64_t steps = 0;
  std::int64_t transient = 0;
  std::size_t exponents = 0;  ///< k, 1 to n
  Orthonormalise orthonormalise = Orthonormalise::on;
  bool as_printed = false;  ///< mean over t of s_i(t) in place of s_i(T) / T
  bool source_004 = false;
  bool random = false;  ///< something was drawn from the seed
};

std::vector<ParamSpec> rnn_lyapunov_params();

/// Checks lengths and sizes together, then draws. Throws LabException: not_square (weights),
/// wrong_length (input_weights, initial_state, input_sequence), out_of_range (exponents, steps,
/// transient), too_much_work (steps, transient: all sweeps together would take more than about a
/// minute natively).
RnnSetup make_rnn_setup(const Params& params, std::uint32_t seed);

}  // namespace separatrix
