package io.github.congeal.control;

/** Writes transparency as a word, a colour or a mask. */
final class TransparencyForm implements Form<Transparency> {
    private final Form<Transparency.Ground> ground = Form.words(new Transparency.Ground(0.15));

    @Override
    public String write(Transparency value) {
        if (value instanceof Transparency.Ground word) {
            return ground.write(word);
        }
        return value instanceof Transparency.OfColour one
                ? one.colour().toString()
                : Mask.FORM.write(((Transparency.Outside) value).mask());
    }

    @Override
    public Transparency read(String text) {
        String stripped = text.strip();
        if (stripped.matches("(?i)ground(\\(.*\\))?")) {
            return ground.read(stripped);
        }
        try {
            return new Transparency.OfColour(Colour.FORM.read(stripped));
        } catch (FormException e) {
            return new Transparency.Outside(Mask.FORM.read(stripped));
        }
    }

    @Override
    public String allowed() {
        return "ground(tolerance=…), or a colour, or a mask of what stays: " + Mask.FORM.allowed();
    }

    @Override
    public String example() {
        return "ground";
    }
}
