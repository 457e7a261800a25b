#pragma once

#include <exception>
#include <string>

namespace separatrix {

/// A refused input: code and numbers, never a sentence for a reader (CONTRACT 10). The texts belong
/// to the tables of the page and of the command.
struct LabError {
  std::string code;     ///< what is wrong: "bad_magic", "truncated", "out_of_range", ...
  std::string field;    ///< the parameter or file that was refused
  std::string value;    ///< the value found, as text (numbers: shortest decimals, see text.hpp)
  std::string allowed;  ///< the value, range or list that would have been accepted
  std::string remedy;   ///< code of what to do: "use_allowed_value", "check_file",
                        ///< "provide_idx_pair", "rename"
};

bool operator==(const LabError& a, const LabError& b);

/// Carries a LabError inside core; the edges (command, session) catch it and hand the LabError on.
class LabException : public std::exception {
 public:
  explicit LabException(LabError error);

  const LabError& error() const noexcept { return error_; }

  /// "code field=value allowed=..." for logs and test output only; readers get the texts of the
  /// tables.
  const char* what() const noexcept override { return what_.c_str(); }

 private:
  LabError error_;
  std::string what_;
};

}  // namespace separatrix
