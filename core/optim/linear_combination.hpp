// Sums of scaled vectors, the arithmetic of every scheme.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>

namespace separatrix::detail {

/// out += scale * v.
template <typename Scalar>
inline void add_scaled(std::span<Scalar> out, Scalar scale, std::span<const Scalar> v) {
  Scalar* const to = out.data();
  const Scalar* const from = v.data();
  const std::size_t n = out.size();
  for (std::size_t i = 0; i < n; ++i) to[i] += scale * from[i];
}

/// A term scale * v of a sum.
template <typename Scalar>
struct Term {
  Scalar scale;
  std::span<const Scalar> v;
};

/// out = base + sum of terms, added in their order; `out` may be `base`. Done in blocks that stay
/// in the first-level cache, so that the memory is passed once however many terms there are.
template <typename Scalar>
inline void combine(std::span<Scalar> out, std::span<const Scalar> base,
                    std::span<const Term<Scalar>> terms) {
  constexpr std::size_t kBlock = 1024;
  for (std::size_t begin = 0; begin < out.size(); begin += kBlock) {
    const std::size_t count = std::min(kBlock, out.size() - begin);
    const std::span<Scalar> block = out.subspan(begin, count);
    if (out.data() != base.data()) std::copy_n(base.data() + begin, count, block.data());
    for (const Term<Scalar>& term : terms)
      add_scaled(block, term.scale, term.v.subspan(begin, count));
  }
}

/// Terms of one combination, without allocation.
template <typename Scalar>
class TermList {
 public:
  static constexpr std::size_t kMaximum =
      16;  // more stages or steps than any method of the tables has

  void add(double scale, std::span<const Scalar> v) {
    if (scale != 0.0) terms_[count_++] = {static_cast<Scalar>(scale), v};
  }
  operator std::span<const Term<Scalar>>() const { return {terms_, count_}; }

 private:
  Term<Scalar> terms_[kMaximum] = {};
  std::size_t count_ = 0;
};

}  // namespace separatrix::detail
