#include "separatrix/dynamics/adjoint_spectrum.hpp"

#include "dynamics/restored.hpp"

namespace separatrix {

void push_forward(Map& map, GrowthFrame& frame, Orthonormalise orthonormalise) {
  const std::size_t count = map.factor_count();
  for (std::size_t factor = 0; factor < count; ++factor) {
    map.tangent_factor(factor, frame.frame(), frame.columns());
    if (orthonormalise == Orthonormalise::on || factor + 1 == count) frame.absorb();
  }
}

void pull_back(Map& map, GrowthFrame& frame, Orthonormalise orthonormalise) {
  for (std::size_t factor = map.factor_count(); factor-- > 0;) {
    map.adjoint_factor(factor, frame.frame(), frame.columns());
    if (orthonormalise == Orthonormalise::on || factor == 0) frame.absorb();
  }
}

AdjointSpectrum::AdjointSpectrum(Map& map, const Trajectory& trajectory, std::size_t k,
                                 Orthonormalise orthonormalise)
    : map_(map),
      trajectory_(trajectory),
      orthonormalise_(orthonormalise),
      remaining_(trajectory.size()),
      frame_(map.dimension(), k, orthonormalise),
      sums_(k) {}

void AdjointSpectrum::advance() {
  if (done()) return;
  --remaining_;
  map_.evaluate(trajectory_.time(remaining_), trajectory_.state(remaining_));
  pull_back(map_, frame_, orthonormalise_);
  if (orthonormalise_ == Orthonormalise::on) {
    sums_.add(frame_.growth(), 1);
    frame_.forget_growth();
  } else {
    sums_.replace(frame_.growth(), 1);
  }
}

void AdjointSpectrum::save(BinaryWriter& writer) const {
  writer.value(remaining_);
  frame_.save(writer);
  sums_.save(writer);
}

void AdjointSpectrum::restore(BinaryReader& reader) {
  remaining_ = reader.value<std::int64_t>();
  frame_.restore(reader);
  sums_.restore(reader);
  require_restored(reader.ok() && remaining_ >= 0 && remaining_ <= trajectory_.size());
}

}  // namespace separatrix
