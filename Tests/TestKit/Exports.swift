// What the product's own simulation offers, tests use as it is: lanes, voices, diagrams, dice.
@_exported public import Simulation
