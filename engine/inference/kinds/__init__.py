"""Kinds of models: what each is recognised by, what is done to images, how outputs are read. No TensorFlow."""
