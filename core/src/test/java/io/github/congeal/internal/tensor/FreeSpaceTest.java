package io.github.congeal.internal.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FreeSpaceTest {
    private record Place(long start, long length) {}

    @Test
    void whatComesBackIsJoinedWithItsNeighbours() {
        FreeSpace space = new FreeSpace(30);
        assertThat(space.take(10)).isZero();
        assertThat(space.take(10)).isEqualTo(10);
        assertThat(space.take(10)).isEqualTo(20);
        assertThat(space.take(1)).isNegative();
        space.giveBack(0, 10);
        space.giveBack(20, 10);
        assertThat(space.take(11)).isNegative();
        space.giveBack(10, 10);
        assertThat(space.take(30)).isZero();
        assertThat(space.reached()).isEqualTo(30);
    }

    @Test
    void theFirstPlaceThatIsLargeEnoughIsTaken() {
        FreeSpace space = new FreeSpace(100);
        space.take(3);
        space.take(1);
        space.take(6);
        space.take(1);
        space.giveBack(0, 3);
        space.giveBack(4, 6);
        assertThat(space.take(4)).isEqualTo(4);
        assertThat(space.take(3)).isZero();
        assertThat(space.take(3)).isEqualTo(11);
    }

    @Test
    void whatIsTakenFromTheEndLeavesNoGapBeforeWhatStays() {
        FreeSpace space = new FreeSpace(1000);
        for (int i = 0; i < 3; i++) {
            long aside = space.takeFromEnd(20);
            assertThat(aside).isEqualTo(980);
            assertThat(space.take(30)).isEqualTo(30 * i);
            space.giveBack(aside, 20);
        }
        assertThat(space.reached()).isEqualTo(30 * 3 + 20);
        assertThat(space.takeFromEnd(911)).isNegative();
        assertThat(space.takeFromEnd(910)).isEqualTo(90);
        assertThat(space.reached()).isEqualTo(1000);
    }

    @Test
    void soMuchAsWasReachedIsEnough() {
        FreeSpace endless = new FreeSpace(1_000_000);
        List<Long> expected = bothEnds(endless);
        List<Long> found = bothEnds(new FreeSpace(endless.reached()));
        for (int i = 0; i < found.size(); i++) {
            long fromEnd = i % 3 == 0 ? 1_000_000 - endless.reached() : 0;
            assertThat(found.get(i) + fromEnd).isEqualTo(expected.get(i));
        }
    }

    /** Where some are placed of which every third is taken from the end; as many come as go. */
    private static List<Long> bothEnds(FreeSpace space) {
        SplittableRandom random = new SplittableRandom(3);
        List<Long> starts = new ArrayList<>();
        List<Place> held = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            long length = random.nextInt(1, 20);
            long start = i % 3 == 0 ? space.takeFromEnd(length) : space.take(length);
            starts.add(start);
            held.add(new Place(start, length));
            if (held.size() > 15) {
                Place place = held.remove(random.nextInt(held.size()));
                if (place.start >= 0) {
                    space.giveBack(place.start, place.length);
                }
            }
        }
        return starts;
    }

    @Test
    void nothingIsHandedOutTwiceAndNothingIsLost() {
        SplittableRandom random = new SplittableRandom(1);
        int size = 400;
        FreeSpace space = new FreeSpace(size);
        BitSet used = new BitSet();
        List<Place> held = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            if (held.isEmpty() || random.nextInt(5) < 3) {
                int length = random.nextInt(1, 20);
                int expected = firstFit(used, length, size);
                assertThat(space.take(length)).isEqualTo(expected);
                if (expected >= 0) {
                    used.set(expected, expected + length);
                    held.add(new Place(expected, length));
                }
            } else {
                Place place = held.remove(random.nextInt(held.size()));
                used.clear((int) place.start, (int) (place.start + place.length));
                space.giveBack(place.start, place.length);
            }
        }
    }

    private static int firstFit(BitSet used, int length, int size) {
        for (int start = used.nextClearBit(0); start + length <= size; ) {
            int end = used.nextSetBit(start);
            if (end < 0 || end >= start + length) {
                return start;
            }
            start = used.nextClearBit(end);
        }
        return -1;
    }

    @Test
    void theSameAgainFindsTheSamePlaces() {
        FreeSpace space = new FreeSpace(1000);
        List<Long> first = places(space);
        long reached = space.reached();
        assertThat(places(space)).isEqualTo(first);
        assertThat(space.reached()).isEqualTo(reached);
    }

    /** Where some are placed that come and go as in a pass forward and one back. */
    private static List<Long> places(FreeSpace space) {
        SplittableRandom random = new SplittableRandom(2);
        List<Long> starts = new ArrayList<>();
        Deque<Place> saved = new ArrayDeque<>();
        for (int i = 0; i < 30; i++) {
            int length = random.nextInt(1, 20);
            long start = space.take(length);
            long passing = space.take(2L * length);
            space.giveBack(passing, 2L * length);
            starts.add(start);
            starts.add(passing);
            saved.push(new Place(start, length));
        }
        while (!saved.isEmpty()) {
            Place place = saved.pop();
            space.giveBack(place.start, place.length);
        }
        return starts;
    }
}
