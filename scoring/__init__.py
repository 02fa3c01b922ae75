"""From turns to numbers to words. Everything here is pure but the assessors' clock and model."""
