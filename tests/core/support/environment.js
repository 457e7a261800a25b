// Emscripten gives a program an environment of its own; the tests read SEPARATRIX_DATA from Node's.
Module['preRun'] = () => Object.assign(ENV, process.env);
