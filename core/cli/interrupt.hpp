// Ctrl-C ends a run, not the command: what was found so far is still written.
#pragma once

namespace separatrix {

/// From now on the first SIGINT or SIGTERM is noted; a second one ends the program.
void note_interrupts();
bool was_interrupted();

}  // namespace separatrix
