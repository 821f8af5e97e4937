#include "main/program.hpp"

int main(int argc, char** argv) {
  return metroon::main::run_program(argc, argv);
}
