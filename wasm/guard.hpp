// No exception leaves wasm: each one that does costs stack for ever. A failed call returns its
// error instead.
#pragma once

#include <emscripten/val.h>

#include <exception>
#include <new>
#include <stdexcept>

#include "separatrix/math/error.hpp"

namespace separatrix::wasm {

/// {ok: true, value}
emscripten::val success(const emscripten::val& value);

/// {ok: false, error: {code, field, value, allowed, remedy}}
emscripten::val failure(const LabError& error);

/// {ok: false, error: {code, field: "engine", value, remedy}} without allocating in
/// wasm.
emscripten::val defect(const char* code, const char* value, const char* remedy);

/// Runs `body`, which returns a val, and returns its value or its error as a `Result` of types.hpp.
/// Codes: those of LabException; out_of_memory; internal for whatever else, after which the module
/// is to be discarded.
template <typename Result, typename Body>
Result guard(const Body& body) noexcept {
  try {
    return Result(success(body()));
  } catch (const LabException& refused) {
    return Result(failure(refused.error()));
  } catch (const std::bad_alloc&) {
    return Result(defect("out_of_memory", "", "make_smaller"));
  } catch (const std::length_error&) {  // a container larger than the address space
    return Result(defect("out_of_memory", "", "make_smaller"));
  } catch (const std::exception& unexpected) {
    return Result(defect("internal", unexpected.what(), "restart"));
  } catch (...) {
    return Result(defect("internal", "exception", "restart"));
  }
}

}  // namespace separatrix::wasm
