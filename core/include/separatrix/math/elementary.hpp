#pragma once

/// Elementary functions from + - * / and operations on the bits of doubles, so that every build
/// gives the same bits (libm differs between systems and versions). Valid under round-to-nearest
/// and -ffp-contract=off. The stated bounds were measured against 113-bit arithmetic and are kept
/// by tests.
namespace separatrix::elementary {

/// e^x. Error < 0.65 ulp, 0.8 ulp where the result is subnormal. Overflow gives +inf, underflow is
/// gradual.
double exp(double x);

/// Natural logarithm, nearly correctly rounded: error < 0.5005 ulp. log(+-0) = -inf,
/// log(x < 0) = NaN.
double log(double x);

/// Sine of x radians, error < 0.8 ulp for every finite x (Cody-Waite, then Payne-Hanek reduction);
/// NaN for +-inf.
double sin(double x);

/// Cosine of x radians, error < 0.8 ulp for every finite x; NaN for +-inf.
double cos(double x);

/// Hyperbolic tangent, error < 0.9 ulp; +-1 from |x| = 22 on, tanh(-0) = -0.
double tanh(double x);

/// sech^2(z) = 1 - tanh^2(z) = 1 / cosh^2(z), the derivative of tanh, without cancellation: error
/// < 5 ulp where 1 - tanh(z) * tanh(z) is noise, positive up to |z| = 373 (1 - tanh^2 is exactly 0
/// from 19.1 on).
double one_minus_tanh_squared(double z);

}  // namespace separatrix::elementary
