// Panels of rnn-lyapunov: what is shown, and what is said about it.
#pragma once

#include <vector>

#include "experiments/support/rnn_setup.hpp"
#include "separatrix/dynamics/singular_spectrum.hpp"
#include "separatrix/dynamics/spectrum_sums.hpp"
#include "separatrix/run/panels.hpp"

namespace separatrix {

enum RnnPanel : std::size_t { kEstimates, kSpectra, kState, kRnnValues };
/// Groups of kSpectra, and the order of values.
enum RnnGroup : std::size_t { kForward, kAdjoint, kSingular, kRnnGroups };

std::vector<PanelSpec> rnn_panel_specs();

/// Panels without contents.
std::vector<Panel> describe_rnn_panels(const RnnSetup& setup);

/// s_i(T) / T or the mean of s_i(t), as the setup says: exponent i and, where it is one, its
/// standard error.
double shown_exponent(const RnnSetup& setup, const SpectrumSums& sums, std::size_t i);
double shown_error(const RnnSetup& setup, const SpectrumSums& sums, std::size_t i);

/// Adds the current estimates to the curves; bands are 95 % intervals (Student t, block means).
void append_estimates(const RnnSetup& setup, const SpectrumSums& sums, Panel& estimates);

/// Writes one group of exponents into spectra and values.
void show_sums(const RnnSetup& setup, const SpectrumSums& sums,
               std::span<const std::uint8_t> unsure, RnnGroup group, std::vector<Panel>& panels);
void show_singular(const RnnSetup& setup, const SingularSpectrum& singular,
                   std::vector<Panel>& panels);

/// What the estimates say. `unsure_step`: the step at which an exponent first was not a number to
/// rely on, 0: none so far. `at_rest`: the state of an autonomous network no longer moves.
Verdict estimates_verdict(const RnnSetup& setup, const SpectrumSums& sums,
                          std::span<const std::uint8_t> unsure, std::int64_t unsure_step,
                          bool at_rest);

/// How the three complete spectra compare.
Verdict spectra_verdict(const RnnSetup& setup, const SpectrumSums& forward,
                        const SpectrumSums& adjoint, const SingularSpectrum& singular);

}  // namespace separatrix
