#!/usr/bin/env bash
# Makes the pictures in docs/controls.md; with arguments, only the rows of those names.
set -euo pipefail
cd "$(dirname "$0")"
jar=../../samples/target/congeal.jar
# Another way to start it, such as a class path, may be in CONGEAL.
read -ra congeal <<<"${CONGEAL:-java -jar $jar}"
[ -n "${CONGEAL:-}" ] || [ -f "$jar" ] || { echo "build $jar first: mvn -pl samples -am package -DskipTests" >&2; exit 1; }
wanted=" $* "

# row NAME OPTIONS… --with …: one picture, several times.
row() {
    local name=$1
    shift
    if [[ $wanted == "  " || $wanted == *" $name "* ]]; then
        "${congeal[@]}" compare --quiet --settings rows.json --thumbnail 128 --out "$name.jpg" "$@"
    fi
}

# Small pictures of the method alone, without a sketch, show most of what a control does.
plain=(--start "plain(ground=0.6, noise=0.2)" --step-size 0.3)
picture=apple.png
trap 'rm -f "$picture"' EXIT
"${congeal[@]}" generate "a red apple" --quiet --size 256x128 --seed 3 --out "$picture"

row prompt --start sketched --with "prompt=a red apple" --with "prompt=a green leaf" --with "prompt=a red apple:0.5 | a green leaf" \
    --with "prompt=a red apple | blue:2; iterations=60" --with "prompt=a red apple | red:-2; iterations=60" \
    --with "prompt=a red apple | blue:(0: 0 | 50%: 3); iterations=60"
row story --start sketched --with "story=a red apple || a green leaf; iterations=40; stop=after(steps=20)" \
    --with "story=a red apple || a green leaf; iterations=40" --with "story=a red apple || a green leaf; iterations=40; story-blend=0.5" \
    --with "story=a red apple || a green leaf || a blue fish; iterations=60"
row target "${plain[@]}" --iterations 100 --with "target=$picture" --with "prompt=a blue sky; target=$picture" --with "prompt=a blue sky; target=$picture:3"
row initial-image "a blue sky" --initial-image "$picture" --with "iterations=0" --with "" --with "iterations=100"
row initial-fit "a blue sky" --initial-image "$picture" --iterations 0 --with "initial-fit=stretch" --with "initial-fit=cover" \
    --with "initial-fit=contain" --with "initial-fit=place(scale=0.6)"
row initial-noise "a blue sky" --initial-image "$picture" --iterations 0 --with "initial-noise=0" --with "initial-noise=0.1" --with "initial-noise=0.4"
row init-weight "a blue sky" --initial-image "$picture" --with "" --with "init-weight=1" --with "init-weight=10" --with "init-weight=0: 10 | 50%: 0"
row init-picture-weight "a blue sky" --initial-image "$picture" --with "" --with "init-picture-weight=50" --with "init-picture-weight=1000" \
    --with "init-picture-weight=0: 1000 | 50%: 0"
row mse-regularization "a red apple" --start random --step-size 0.95 --clamp-latent false --iterations 60 --with "" \
    --with "mse-regularization=mse-regularization(every=10)" --with "mse-regularization=mse-regularization(every=10, weight=10)"
row canvas "a red apple" --with "start=random; canvas=latent; iterations=60" --with "start=random; canvas=codebook; iterations=60; step-size=0.2" \
    --with "start=sketched; canvas=latent" --with "start=sketched; canvas=codebook" --with "start=sketched; canvas=codebook(certainty=0.1); step-size=0.2"
row mask "a blue sky" --initial-image "$picture" --with "" --with "mask=rectangle(left=0.5, top=0, width=0.5, height=1)" --with "mask=ellipse" \
    --with "mask=ellipse; mask-inverted=true" --with "mask=ellipse; mask-feather=40" --with "initial-fit=place(scale=0.4); mask=border"
row start "a red apple" --iterations 0 --with "start=random" --with "start=plain" --with "start=perlin" --with "start=gradient" \
    --with "start=snow" --with "start=pixels(size=16)" --with "start=sketched"
row start-later "a red apple" --with "start=random" --with "start=plain" --with "start=perlin" --with "start=gradient" \
    --with "start=snow" --with "start=pixels(size=16)" --with "start=sketched"
row iterations "a red apple" --start "plain(ground=0.6, noise=0.2)" --with "iterations=0" --with "iterations=5" --with "iterations=20" --with "iterations=60" --with "iterations=200"
row step-size "a red apple" --start "plain(ground=0.6, noise=0.2)" --with "step-size=0.02" --with "step-size=0.05" --with "step-size=0.1" --with "step-size=0.3" \
    --with "step-size=1" --with "step-size=cosine(0.3, 0.01)"
row optimizer "a red apple" "${plain[@]}" --with "optimizer=adam" --with "optimizer=adamw" --with "optimizer=adagrad" --with "optimizer=adamax" \
    --with "optimizer=diff-grad" --with "optimizer=adamp" --with "optimizer=radam" --with "optimizer=rmsprop"
row ema "a red apple" "${plain[@]}" --with "" --with "ema=0.8" --with "ema=0.95"
row gradient-clip "a red apple" --start "plain(ground=0.6, noise=0.2)" --optimizer rmsprop --with "" --with "gradient-clip=norm(most=0.001)" --with "gradient-clip=value(most=0.00001)"
row clamp-latent "a red apple" --start "plain(ground=0.6, noise=0.2)" --step-size 0.5 --with "clamp-latent=true" --with "clamp-latent=false"
row cutouts "a red apple" "${plain[@]}" --with "cutouts=2" --with "cutouts=6" --with "cutouts=12" --with "cutouts=32"
row redraw "a red apple" "${plain[@]}" --cutouts 4 --with "redraw=1" --with "redraw=10" --with "redraw=30"
row cutout-method "a red apple" "${plain[@]}" --with "cutout-method=augmented" --with "cutout-method=plain" --with "cutout-method=updated" \
    --with "cutout-method=nr-updated" --with "cutout-method=updated-pooling" --with "cutout-method=latest" --with "cutout-method=pytti"
row augmentation "a red apple" "${plain[@]}" --with "augmentation=none" --with "augmentation=flip" --with "augmentation=rotation" \
    --with "augmentation=perspective" --with "augmentation=erasing" --with "augmentation=color-jitter" --with "augmentation=noise"
row regularizer "a red apple" --start random --iterations 60 --with "" --with "regularizer=total-variation(weight=300)" --with "regularizer=smoothness(weight=10)" \
    --with "regularizer=saturation(weight=20)" --with "regularizer=saturation(weight=-20)" --with "regularizer=contrast(weight=20)" \
    --with "regularizer=symmetry(weight=200)" --with "regularizer=edges(weight=20, colour=navy)" --with "regularizer=palette(weight=10, colours=navy orange white)"
row regions --size 256x128 --iterations 20 --start sketched --with "prompt=a red apple@left | a blue fish@right" \
    --with "prompt=a rainbow@top | a red car@bottom"
