package io.github.congeal.samples.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.AWTEvent;
import java.awt.AWTException;
import java.awt.Component;
import java.awt.Container;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.KeyboardFocusManager;
import java.awt.Point;
import java.awt.Robot;
import java.awt.Toolkit;
import java.awt.Window;
import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.Transferable;
import java.awt.event.AWTEventListener;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.awt.event.MouseEvent;
import java.awt.image.BufferedImage;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JTextArea;
import javax.swing.SwingUtilities;
import javax.swing.TransferHandler;
import javax.swing.text.JTextComponent;
import org.jspecify.annotations.Nullable;

/** Does with the real window what a user does: clicks, types and looks, and finds things by their names. */
final class WindowDriver implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 600_000;
    private static final long GLANCE_MILLIS = 20;
    private static final long SOON_MILLIS = 5000;
    private static final int ATTEMPTS = 10;
    private static final int HIDDEN_TRIES = 100;

    private final CongealWindow window;
    private final JFrame frame;
    private final Robot robot;

    /**
     * How many keys were seen to be pressed and buttons to be released. A key's release may never be seen: what its press
     * has disabled loses the focus. Robot.waitForIdle is no help: on X11 it may take ten seconds.
     */
    private final AtomicInteger inputs = new AtomicInteger();

    /** How often the Enter key was seen to be released, which is when a window's default button acts. */
    private final AtomicInteger enters = new AtomicInteger();

    /** What the mouse was seen to do last. */
    private final AtomicReference<@Nullable MouseEvent> mouse = new AtomicReference<>();

    private final AWTEventListener listener = event -> {
        if (event instanceof MouseEvent seen) {
            mouse.set(seen);
        }
        if (event.getID() == KeyEvent.KEY_PRESSED || event.getID() == MouseEvent.MOUSE_RELEASED) {
            inputs.incrementAndGet();
        }
        if (event instanceof KeyEvent key
                && key.getID() == KeyEvent.KEY_RELEASED
                && key.getKeyCode() == KeyEvent.VK_ENTER) {
            enters.incrementAndGet();
        }
    };

    private WindowDriver(CongealWindow window, JFrame frame, Robot robot) {
        this.window = window;
        this.frame = frame;
        this.robot = robot;
        Toolkit.getDefaultToolkit()
                .addAWTEventListener(
                        listener,
                        AWTEvent.KEY_EVENT_MASK | AWTEvent.MOUSE_EVENT_MASK | AWTEvent.MOUSE_MOTION_EVENT_MASK);
    }

    /** Opens the window; where there is no display, the test is skipped. */
    static WindowDriver open(String prompt) throws AWTException {
        assumeFalse(GraphicsEnvironment.isHeadless(), "no display: set DISPLAY to that of an X server, such as Xvfb's");
        CongealWindow window = onEventThread(() -> CongealWindow.open(prompt));
        JFrame frame = (JFrame) Arrays.stream(Window.getWindows())
                .filter(Window::isShowing)
                .findFirst()
                .orElseThrow();
        Robot robot = new Robot();
        WindowDriver driver = new WindowDriver(window, frame, robot);
        driver.waitUntil("keys reach the window", frame::isFocused);
        return driver;
    }

    CongealWindow window() {
        return window;
    }

    JFrame frame() {
        return frame;
    }

    /** The component of a name, in this window or in a dialog of it. */
    <C extends Component> C find(String name, Class<C> type) {
        return onEventThread(() -> Arrays.stream(Window.getWindows())
                .filter(Window::isShowing)
                .flatMap(WindowDriver::within)
                .filter(component -> name.equals(component.getName()))
                .findFirst()
                .map(type::cast)
                .orElseThrow(() -> new AssertionError("there is no component named " + name)));
    }

    /** The first component of a type, such as a dialog's file chooser; empty while there is none. */
    static <C extends Component> Optional<C> first(Class<C> type) {
        return onEventThread(() -> Arrays.stream(Window.getWindows())
                .filter(Window::isShowing)
                .flatMap(WindowDriver::within)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst());
    }

    private static Stream<Component> within(Component component) {
        return component instanceof Container container
                ? Stream.concat(
                        Stream.of(component),
                        Arrays.stream(container.getComponents()).flatMap(WindowDriver::within))
                : Stream.of(component);
    }

    /** Clicks in the middle of a component, with the mouse, after scrolling to it. */
    void click(String name) {
        Component component = find(name, Component.class);
        waitUntil(name + " can be clicked", () -> component.isEnabled() && component.isShowing());
        if (component instanceof JComponent field && field.getParent() instanceof JComponent parent) {
            waitUntil(name + " is in view", () -> {
                // Not by the component: a text field takes this for its own text.
                parent.scrollRectToVisible(field.getBounds());
                return field.getVisibleRect().contains(field.getWidth() / 2, field.getHeight() / 2);
            });
        }
        pointAt(name, component);
        int before = inputs.get();
        robot.mousePress(InputEvent.BUTTON1_DOWN_MASK);
        robot.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
        waitUntil("the click on " + name + " came through", () -> inputs.get() > before);
    }

    /**
     * Moves the mouse to the middle of a component, until it is seen to be there. Without a window manager, a dialog may
     * stand beside where Swing takes it to be, or behind another window: so the mouse is led by where it was seen last, and
     * the window is brought to the front, and moved a little, if it is not seen there for long; then both know where it is.
     */
    private void pointAt(String name, Component component) {
        mouse.set(null);
        AtomicInteger tries = new AtomicInteger();
        waitUntil("the mouse is on " + name, () -> {
            MouseEvent seen = mouse.get();
            Component root = SwingUtilities.getRoot(component);
            boolean inWindow = seen != null && root == SwingUtilities.getRoot(seen.getComponent());
            Point at = inWindow ? SwingUtilities.convertPoint(seen.getComponent(), seen.getPoint(), component) : null;
            if (at != null && component.contains(at)) {
                return true;
            }
            if (tries.incrementAndGet() % HIDDEN_TRIES == 0 && root instanceof Window hidden) {
                hidden.toFront();
                hidden.setLocation(hidden.getX() + 1, hidden.getY());
            }
            Point corner = at == null
                    ? component.getLocationOnScreen()
                    : new Point(seen.getXOnScreen() - at.x, seen.getYOnScreen() - at.y);
            // A mouse that stays where it is is not seen.
            int aside = tries.get() % 2;
            robot.mouseMove(corner.x + component.getWidth() / 2 + aside, corner.y + component.getHeight() / 2);
            return false;
        });
    }

    /**
     * Clicks into a field and replaces what it says, key by key: small letters, digits and spaces; once more if it says
     * something else, since on a busy machine a key that is held for long is repeated.
     */
    void type(String name, String text) {
        for (int i = 0; i < ATTEMPTS; i++) {
            click(name);
            Component field = find(name, JTextComponent.class);
            waitUntil(name + " has the focus", () -> focusOwner() == field);
            press(KeyEvent.VK_A, KeyEvent.VK_CONTROL);
            press(KeyEvent.VK_DELETE);
            for (char letter : text.toCharArray()) {
                press(KeyEvent.getExtendedKeyCodeForChar(letter));
            }
            if (says(name, text)) {
                return;
            }
        }
        assertThat(text(name)).isEqualTo(text);
    }

    /** Whether a field says something, if not at once then soon. */
    private boolean says(String name, String text) {
        for (long waited = 0; waited < SOON_MILLIS && !text(name).equals(text); waited += GLANCE_MILLIS) {
            pause();
        }
        return text(name).equals(text);
    }

    /** Presses Enter; when this returns, the window's default button has acted. */
    void enter() {
        int before = enters.get();
        press(KeyEvent.VK_ENTER);
        waitUntil("Enter was released", () -> enters.get() > before);
    }

    /** Presses a key while others are held. */
    void press(int key, int... held) {
        int before = inputs.get();
        for (int other : held) {
            robot.keyPress(other);
        }
        robot.keyPress(key);
        robot.keyRelease(key);
        for (int other : held) {
            robot.keyRelease(other);
        }
        waitUntil("the key came through", () -> inputs.get() > before + held.length);
    }

    /** Drops a file on a component, as its transfer handler sees it. */
    void drop(Path file, String name) {
        JComponent place = find(name, JComponent.class);
        Transferable files = new Transferable() {
            @Override
            public DataFlavor[] getTransferDataFlavors() {
                return new DataFlavor[] {DataFlavor.javaFileListFlavor};
            }

            @Override
            public boolean isDataFlavorSupported(DataFlavor flavor) {
                return flavor.equals(DataFlavor.javaFileListFlavor);
            }

            @Override
            public Object getTransferData(DataFlavor flavor) {
                return List.of(file.toFile());
            }
        };
        boolean taken = onEventThread(
                () -> place.getTransferHandler().importData(new TransferHandler.TransferSupport(place, files)));
        assertThat(taken).isTrue();
    }

    /** What is said at the foot of the window; empty while nothing is. */
    String messageText() {
        return first(JTextArea.class)
                .filter(Component::isShowing)
                .map(JTextArea::getText)
                .orElse("");
    }

    String text(String name) {
        JTextComponent field = find(name, JTextComponent.class);
        return onEventThread(field::getText);
    }

    static Component focusOwner() {
        return onEventThread(
                () -> KeyboardFocusManager.getCurrentKeyboardFocusManager().getFocusOwner());
    }

    /** What a component shows. */
    BufferedImage look(String name) {
        return look(find(name, Component.class), 1);
    }

    /** What a component shows, so many times as large. */
    static BufferedImage look(Component component, int scale) {
        return onEventThread(() -> {
            BufferedImage image = new BufferedImage(
                    component.getWidth() * scale, component.getHeight() * scale, BufferedImage.TYPE_INT_RGB);
            Graphics2D canvas = image.createGraphics();
            canvas.scale(scale, scale);
            component.printAll(canvas);
            canvas.dispose();
            return image;
        });
    }

    /** Waits for something that will be so; fails if it is not so after ten minutes. */
    void waitUntil(String what, Callable<Boolean> condition) {
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        while (!onEventThread(condition)) {
            assertThat(System.nanoTime()).as("waiting until " + what).isLessThan(end);
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(GLANCE_MILLIS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static <T> T onEventThread(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        try {
            if (SwingUtilities.isEventDispatchThread()) {
                task.run();
            } else {
                SwingUtilities.invokeAndWait(task);
            }
            return task.get();
        } catch (InvocationTargetException | InterruptedException e) {
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AssertionError error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Closes the window, unless the test has, and waits until all of it is gone. */
    @Override
    public void close() {
        Toolkit.getDefaultToolkit().removeAWTEventListener(listener);
        onEventThread(() -> {
            window.close();
            return true;
        });
        try {
            assertThat(window.awaitEnd(600)).as("everything ended").isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
