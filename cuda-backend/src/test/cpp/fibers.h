// Threads of a block that take turns: a fiber runs one thread after the other, and where one waits another fiber goes on.
#pragma once
#include <cstdint>
#include <cstring>
#include <memory>
#include <vector>
#if defined(__x86_64__)
// Saves what a function must keep, and goes on with another stack: fifty times as fast as swapcontext, which asks the
// system about signals.
asm(R"(
.text
.local congeal_switch_stack
.type congeal_switch_stack, @function
congeal_switch_stack:
    pushq %rbp
    pushq %rbx
    pushq %r12
    pushq %r13
    pushq %r14
    pushq %r15
    movq %rsp, (%rdi)
    movq (%rsi), %rsp
    popq %r15
    popq %r14
    popq %r13
    popq %r12
    popq %rbx
    popq %rbp
    ret
)");
extern "C" void congeal_switch_stack(void** save, void** load);
#else
#include <ucontext.h>
#endif

namespace fibers {
class Stack {
#if defined(__x86_64__)
    void* pointer = nullptr;
#else
    ucontext_t context;
#endif
    std::unique_ptr<char[]> memory;

public:
    static constexpr size_t BYTES = 64 << 10;

    /** Begins anew: the first time it is switched to, it enters a function that must not return. */
    void prepare(void (*enter)()) {
        if (!memory) memory.reset(new char[BYTES]);
#if defined(__x86_64__)
        auto top = (void**)(((uintptr_t)memory.get() + BYTES) & ~(uintptr_t)15);
        *--top = nullptr;
        *--top = (void*)enter;
        for (int i = 0; i < 6; i++) *--top = nullptr;
        pointer = top;
#else
        getcontext(&context);
        context.uc_stack.ss_sp = memory.get();
        context.uc_stack.ss_size = BYTES;
        context.uc_link = nullptr;
        makecontext(&context, enter, 0);
#endif
    }
    void switchTo(Stack& other) {
#if defined(__x86_64__)
        congeal_switch_stack(&pointer, &other.pointer);
#else
        swapcontext(&context, &other.context);
#endif
    }
};

class Schedule {
    typedef void (*Work)(int);
    static constexpr long PATIENCE = 1000000;

    Stack main;
    std::vector<Stack> stacks = std::vector<Stack>(1025);
    std::vector<int> after = std::vector<int>(1025), before = std::vector<int>(1025);
    const std::vector<int>* order = nullptr;
    Work work = nullptr;
    int begun = 0, made = 0, current = 0;
    long idle = 0;
    bool abandoned = false;

    static Schedule*& running() {
        static Schedule* running;
        return running;
    }
    /** One more fiber, behind the current one. */
    void goOnAnew() {
        int fresh = made++, from = current;
        stacks[fresh].prepare([] { running()->enter(); });
        after[fresh] = made == 1 ? fresh : after[from];
        before[fresh] = made == 1 ? fresh : from;
        before[after[fresh]] = fresh;
        after[before[fresh]] = fresh;
        current = fresh;
    }
    void enter() {
        while (begun < (int)order->size()) {
            work((*order)[begun++]);
            idle = 0;
        }
        int own = current;
        if (after[own] == own) stacks[own].switchTo(main);
        after[before[own]] = after[own];
        before[after[own]] = before[own];
        current = after[own];
        stacks[own].switchTo(stacks[current]);
    }

public:
    /** Runs threads in an order; false if they were abandoned. */
    bool run(const std::vector<int>& threads, Work toDo) {
        running() = this;
        order = &threads;
        work = toDo;
        begun = made = current = 0;
        idle = 0;
        abandoned = false;
        goOnAnew();
        main.switchTo(stacks[current]);
        return !abandoned;
    }
    /** Lets another thread go on. */
    void yield() {
        int own = current;
        if (++idle > PATIENCE) abandon();  // all wait for each other
        if (begun < (int)order->size()) goOnAnew();
        else current = after[own];
        if (current != own) stacks[own].switchTo(stacks[current]);
    }
    /** Something that others wait for has happened. */
    void progress() { idle = 0; }
    /** Leaves all threads as they are. */
    void abandon() {
        abandoned = true;
        stacks[current].switchTo(main);
    }
};
}  // namespace fibers
