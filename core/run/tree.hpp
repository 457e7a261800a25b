// Short forms for writing trees.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "separatrix/run/describe.hpp"

namespace separatrix {

class Tree {
 public:
  explicit Tree(TreeSink& sink) : sink_(sink) {}

  TreeSink& sink() { return sink_; }

  // Overloads by exact type: a double never becomes an integer unseen, nor a pointer a boolean.
  void put(bool v) { sink_.boolean(v); }
  void put(std::int64_t v) { sink_.integer(v); }
  void put(std::int32_t v) { sink_.integer(v); }
  void put(double v) { sink_.number(v); }
  void put(std::string_view v) { sink_.text(v); }
  void put(const std::string& v) { sink_.text(v); }
  void put(const char* v) { sink_.text(v); }
  template <typename T>
  void put(const std::vector<T>& list) {
    array([&] {
      for (const T& item : list) put(item);
    });
  }

  template <typename T>
  void member(std::string_view name, const T& value) {
    sink_.key(name);
    put(value);
  }
  template <typename T>
  void optional_member(std::string_view name, const std::optional<T>& value) {
    if (value) member(name, *value);
  }
  template <typename Fill>
  void object(Fill fill) {
    sink_.begin_object();
    fill();
    sink_.end_object();
  }
  template <typename Fill>
  void array(Fill fill) {
    sink_.begin_array();
    fill();
    sink_.end_array();
  }
  template <typename Fill>
  void object(std::string_view name, Fill fill) {
    sink_.key(name);
    object(fill);
  }
  template <typename Fill>
  void array(std::string_view name, Fill fill) {
    sink_.key(name);
    array(fill);
  }

 private:
  TreeSink& sink_;
};

/// A parsed value: numbers, booleans, texts and lists of them.
inline void put_value(Tree& tree, const ParamValue& value) {
  std::visit([&](const auto& v) { tree.put(v); }, value);
}

}  // namespace separatrix
