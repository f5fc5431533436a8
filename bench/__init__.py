"""Measuring scripts; no part of the product."""
