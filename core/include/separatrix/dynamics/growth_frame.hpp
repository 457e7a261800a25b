// A frame of k vectors in R^n under a product of matrices, and the logarithms of its growth.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "separatrix/math/binary.hpp"
#include "separatrix/math/qr.hpp"

namespace separatrix {

/// The two ways of treating a long product.
enum class Orthonormalise {
  on,   ///< the frame is replaced by Q of its QR factorisation: the right way (Benettin 1980)
  off,  ///< the product itself is kept and factorised only to be read: what source 004 does
};

/// Holds the frame; the owner multiplies it and calls absorb(). All logarithms are natural.
///
/// What counts as a zero. `on`: each factor A alone is judged. Its rows are sorted by size before
/// the factorisation, which makes Householder QR nearly row-wise stable (Cox, Higham 1998); then
/// r_ii is a zero when changes of the entries of A by 4 max(n, k) eps of themselves could make it
/// one, and exponent i is -Infinity from then on, whatever the replacement direction does later.
/// Exponents after it depend on that direction and are marked unsure. The small r_ii of a saturated
/// network are not zeros by this rule. `off`: r_ii <= max(n, k) eps max_j r_jj is rounding noise
/// (NUMERICS 1.6); its value is kept, marked unsure.
class GrowthFrame {
 public:
  /// 1 <= k <= n. Starts from the first k columns of the identity.
  GrowthFrame(std::size_t n, std::size_t k, Orthonormalise orthonormalise);

  std::size_t rows() const { return n_; }
  std::size_t columns() const { return k_; }

  /// n x k, column-major; to be multiplied in place.
  std::span<double> frame() { return frame_; }
  std::span<const double> frame() const { return frame_; }

  /// Starts again from this frame [n x k, orthonormal] or from the identity; forgets zeros.
  void start(std::span<const double> frame);
  void start_from_identity();

  /// Takes a factor in. `on`: QR, the frame becomes Q, log r_ii is added to growth(). `off`:
  /// growth() becomes log r_ii of the frame as it stands.
  void absorb();

  /// [k] `on`: sum of log r_ii since forget_growth(); `off`: log r_ii of the whole product.
  std::span<const double> growth() const { return growth_; }
  /// `on` only: begins a new interval. Zeros stay: the product is the same.
  void forget_growth();
  /// Begins a new product with the frame as it is: growth 0, nothing unsure.
  void begin_product();

  /// [k] 1 where the value is -Infinity, rounding noise, or depends on such a one.
  std::span<const std::uint8_t> unsure() const { return unsure_; }

  void save(BinaryWriter& writer) const;
  void restore(BinaryReader& reader);

 private:
  void factor_with_sorted_rows();
  bool is_zero(std::size_t i);

  std::size_t n_, k_;
  Orthonormalise orthonormalise_;
  QrPositive qr_;
  std::vector<double> frame_, copy_, r_, growth_, row_size_, solution_;
  std::vector<std::uint32_t> order_;
  std::vector<std::uint8_t> unsure_;
};

}  // namespace separatrix
