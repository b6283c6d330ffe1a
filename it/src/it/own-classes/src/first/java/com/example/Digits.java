package com.example;

import io.github.l2nas.api.space.Choice;
import io.github.l2nas.api.space.ChoiceSpace;

/** Three digits. */
public class Digits extends ChoiceSpace {

    public Digits() {
        super("digits", Choice.of("hundreds", 0, 1, 2), Choice.of("tens", 0, 1, 2), Choice.of("ones", 0, 1, 2));
    }
}
