"""Translates PTX to C++ for the stand-in of the driver, so that the code in the jar is tested, not only its sources.

    python3 translate.py KERNELS.ptx… > translated.inc

A kernel becomes a function of one thread whose registers are local variables. Only instructions that these kernels use are
known; another one ends the program with its text. What takes a whole warp or the copy engine is done by host.h.
"""

import re
import sys

#: The C++ types of registers, by their prefix.
REGISTERS = {"p": "bool", "rs": "uint16_t", "r": "uint32_t", "rd": "uint64_t", "f": "float", "fd": "double"}
REGISTERS |= {"SP": "uint64_t", "SPL": "uint64_t", "temp": "uint32_t"}
SPECIAL = {"tid": "threadIdx", "ntid": "blockDim", "ctaid": "blockIdx", "nctaid": "gridDim"}
OPERATORS = {"add": "+", "sub": "-", "mul": "*", "and": "&", "or": "|", "xor": "^", "div": "/", "rem": "%"}
COMPARISONS = {"eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
FUNCTIONS = {"neg": "-", "abs": "std::abs", "sqrt": "std::sqrt", "rcp": "1 / ", "rsqrt": "1 / std::sqrt", "ex2": "std::exp2"}
ROUNDINGS = {"rn": "", "rni": "std::nearbyint", "rzi": "std::trunc", "rmi": "std::floor", "rpi": "std::ceil", "sat": "saturated"}
WIDER = {"u16": "u32", "s16": "s32", "u32": "u64", "s32": "s64"}
#: Instructions that only make a GPU wait for what host.h does at once.
NOTHING = {"wgmma.fence.sync.aligned", "wgmma.commit_group.sync.aligned", "wgmma.wait_group.sync.aligned"}
NOTHING |= {"fence.proxy.async.shared::cta", "setmaxnreg.inc.sync.aligned.u32", "setmaxnreg.dec.sync.aligned.u32"}


def c_type(kind):
    """The C++ type of PTX's, such as s32."""
    if kind == "pred":
        return "bool"
    if kind[0] == "f":
        return {"32": "float", "64": "double"}[kind[1:]]
    return f"{'' if kind[0] == 's' else 'u'}int{kind[1:]}_t"


def elements(operand):
    """The parts of a vector {…}, or a single operand."""
    return [part.strip() for part in operand.strip("{}").split(",")]


class Kernel:
    def __init__(self, name, parameters, shared):
        self.name = name
        self.parameters = parameters  # the C++ type of each
        self.places = dict(shared)  # names that are addresses, as C++

    # ------------------------------------------------------------ operands

    @staticmethod
    def register_type(register):
        return REGISTERS[re.fullmatch(r"%([a-zA-Z]+)\d*", register)[1]]

    def value(self, operand, kind):
        """An operand as a C++ expression of PTX's type."""
        wanted = c_type(kind)
        special = re.fullmatch(r"%(\w+)\.([xyz])", operand)
        if special:
            return f"({wanted}){SPECIAL[special[1]]}.{special[2]}"
        if operand.startswith("%"):
            return self.cast(operand[1:], self.register_type(operand), wanted)
        if operand[:2] in ("0f", "0d"):
            bits, own = f"0x{operand[2:]}ull", "float" if operand[1] == "f" else "double"
            return self.cast(f"bits_to<{own}>({bits})", own, wanted)
        if re.fullmatch(r"-?\d+", operand):
            return f"({wanted}){operand}ll"
        if operand in self.parameters:
            return f"({wanted})(uintptr_t)&{operand}"
        return f"({wanted})({self.places[operand]})"

    @staticmethod
    def cast(expression, own, wanted):
        """To another type: between floating point and integers the bits stay."""
        if own != wanted and ("float" in (own, wanted) or "double" in (own, wanted)):
            return f"bits_to<{wanted}>({expression})"
        return f"({wanted}){expression}"

    def assign(self, register, expression, kind):
        """A register is set to an expression of PTX's type."""
        converted = self.cast(f"({c_type(kind)})({expression})", c_type(kind), self.register_type(register))
        return f"{register[1:]} = {converted};"

    def address(self, operand, space):
        base, offset = re.fullmatch(r"\[([^+\]]+)\+?(-?\d*)\]", operand).groups()
        if space == "param" and not base.startswith("%"):
            start = f"(char*)&{base}"
        elif space == "shared":
            start = f"host::shared + {self.value(base, 'u64')}"
        else:
            start = f"(char*){self.value(base, 'u64')}"
        return f"({start} + {offset or 0})"

    # -------------------------------------------------------- instructions

    def instruction(self, text):
        guard, text = re.fullmatch(r"(?:@(!?%p\d+) )?(.*)", text).groups()
        opcode, _, rest = text.partition(" ")
        rest = re.sub(r"(?<![\w%.$])p(?!\w)", "%p", rest)  # a predicate that assembly in the sources names itself
        operands = [o.strip() for o in re.findall(r"\{[^}]*\}|\[[^\]]*\]|[^,\s][^,]*", rest)]
        code = self.translate(opcode, opcode.split("."), operands)
        if code is None:
            sys.exit(f"{self.name}: what does {text} do?")
        return f"if ({guard.replace('%', '')}) {{ {code} }}" if guard else f"{{ {code} }}"

    def translate(self, opcode, op, o):
        name, kind = op[0], op[-1]
        if name in ("ld", "st"):
            return self.move(op, o)
        if name == "cvt":
            return self.convert(op, o)
        for family in (self.control, self.arithmetic, self.warp, self.hopper):
            code = family(opcode, op, o, kind)
            if code is not None:
                return code
        return None

    def control(self, opcode, op, o, kind):
        name = op[0]
        if name == "bra":
            return f"goto {o[0][1:]};"
        if name == "bar":
            return "__syncthreads();"
        if name == "setp":
            left, right, unordered = self.value(o[1], kind), self.value(o[2], kind), kind[0] == "f" and op[1].endswith("u")
            test = f"{left} {COMPARISONS[op[1][:2]]} {right}"
            if kind[0] == "f":
                nan = f"({left} != {left} || {right} != {right})"
                test = f"({test}) || {nan}" if unordered else f"({test}) && !{nan}"
            return self.assign(o[0], test, "pred")
        if name == "selp":
            return self.assign(o[0], f"{self.value(o[3], 'pred')} ? {self.value(o[1], kind)} : {self.value(o[2], kind)}", kind)
        return {"ret": "return;", "trap": "host::trap();"}.get(name)

    def arithmetic(self, opcode, op, o, kind):
        name = op[0]
        # Integers wrap around, which C++ promises of unsigned ones alone.
        wrapping = f"u{kind[1:]}" if kind[0] == "s" and name not in ("div", "rem") else kind
        x, y = (lambda i: self.value(o[i], kind)), (lambda i: self.value(o[i], wrapping))
        if name == "mov" and "{" in o[0] + o[1]:
            return self.move_halves(o, kind)
        if name in ("mov", "cvta"):
            return self.assign(o[0], x(1), kind)
        if op[1] == "wide":
            wide = c_type(WIDER[kind])
            return self.assign(o[0], f"({wide}){x(1)} * ({wide}){x(2)}", WIDER[kind])
        if op[1] == "hi":
            return self.assign(o[0], f"({c_type(WIDER[kind])}){x(1)} * {x(2)} >> {kind[1:]}", kind)
        if name == "mad":
            return self.assign(o[0], f"{y(1)} * {y(2)} + {y(3)}", wrapping)
        if name in OPERATORS:
            return self.assign(o[0], f"{y(1)} {OPERATORS[name]} {y(2)}", wrapping)
        if name == "not":
            return self.assign(o[0], f"{'!' if kind == 'pred' else '~'}{x(1)}", kind)
        if name in ("shl", "shr"):
            by, bits = self.value(o[2], "u32"), int(kind[1:])
            beyond = f"{x(1)} < 0 ? -1 : 0" if kind[0] == "s" else "0"
            return self.assign(o[0], f"{by} >= {bits} ? {beyond} : {x(1)} {'<<' if name == 'shl' else '>>'} {by}", kind)
        if name == "bfi":
            return self.assign(o[0], f"insert_bits({x(1)}, {x(2)}, {self.value(o[3], 'u32')}, {self.value(o[4], 'u32')})", kind)
        if name in ("min", "max"):
            return self.assign(o[0], f"std::{'f' if kind[0] == 'f' else ''}{name}({x(1)}, {x(2)})", kind)
        if name == "fma":
            return self.assign(o[0], f"{'fma_downwards' if op[1] == 'rm' else 'std::fma'}({x(1)}, {x(2)}, {x(3)})", kind)
        if name in FUNCTIONS:
            return self.assign(o[0], f"{FUNCTIONS[name]}({x(1)})", kind)
        return None

    def move_halves(self, o, kind):
        """Takes a number apart, or puts it together."""
        half = int(kind[1:]) // 2
        if o[0].startswith("{"):
            whole = self.value(o[1], kind)
            return " ".join(self.assign(part, f"{whole} >> {i * half}", f"b{half}") for i, part in enumerate(elements(o[0])))
        low, high = (self.value(part, f"b{half}") for part in elements(o[1]))
        return self.assign(o[0], f"({c_type(kind)}){high} << {half} | {low}", kind)

    def move(self, op, o):
        """Loads or stores one or more elements."""
        kind, loads = op[-1], op[0] == "ld"
        space = op[1] if op[1] in ("global", "shared", "local", "param") else "generic"
        registers, size = elements(o[0 if loads else 1]), int(kind[1:]) // 8
        place = self.address(o[1 if loads else 0], space)
        length = size * len(registers)
        if space in ("global", "shared"):
            code = f"char* at = {space}({place}, {length}, {'false' if loads else 'true'});"
        else:
            code = f"char* at = aligned({place}, {length});"
        for i, register in enumerate(registers):
            if loads:
                code += f" auto x{i} = read<{c_type(kind)}>(at + {i * size}); " + self.assign(register, f"x{i}", kind)
            else:
                code += f" write<{c_type(kind)}>(at + {i * size}, {self.value(register, kind)});"
        return code

    def convert(self, op, o):
        rounding, to, own = ROUNDINGS[op[1]] if len(op) == 4 else "", op[-2], op[-1]
        x = self.value(o[1], own)
        if to == "bf16":
            return self.assign(o[0], f"to_bf16({x})", "u16") if op[1] == "rn" else None
        if own[0] == "f" and to[0] != "f":
            return self.assign(o[0], f"to_integer<{c_type(to)}>({rounding}({x}))", to)
        return self.assign(o[0], f"{rounding}({x})", to)

    def warp(self, opcode, op, o, kind):
        """What lanes do together, and copies in the background."""
        if opcode == "shfl.sync.bfly.b32":
            return self.assign(o[0].split("|")[0], f"shuffle_xor((u32){self.value(o[1], 'b32')}, {self.value(o[2], 's32')})", "b32")
        if opcode == "mma.sync.aligned.m16n8k16.row.col.f32.bf16.bf16.f32":
            d, a, b, c = map(elements, o)
            return (
                f"float d[4] = {{{', '.join(self.value(x, 'f32') for x in c)}}};"
                f" u32 a[4] = {{{', '.join(self.value(x, 'b32') for x in a)}}};"
                f" multiply_fragments(d, a, {self.value(b[0], 'b32')}, {self.value(b[1], 'b32')}); "
            ) + self.spread("d", d, "f32")
        if opcode == "ldmatrix.sync.aligned.m8n8.x4.shared.b16":
            return f"u32 m[4]; load_matrices(m, shared({self.address(o[1], 'shared')}, 16, false)); " + self.spread("m", elements(o[0]), "b32")
        if opcode == "cp.async.cg.shared.global" and o[2] == "16":
            return f"copy_async({self.address(o[0], 'shared')}, {self.address(o[1], 'global')}, {self.value(o[3], 'u32')} != 0);"
        if opcode == "cp.async.commit_group":
            return "copies_commit();"
        if opcode == "cp.async.wait_group":
            return f"copies_wait<{o[0]}>();"
        return None

    def spread(self, array, registers, kind):
        return " ".join(self.assign(register, f"{array}[{i}]", kind) for i, register in enumerate(registers))

    def hopper(self, opcode, op, o, kind):
        """Instructions from compute capability 9.0 on."""

        def word(operand):
            return self.value(operand.strip("[]"), "u32")

        if opcode in NOTHING:
            return ""
        if opcode == "mbarrier.init.shared::cta.b64":
            return f"barrier_init({word(o[0])}, {word(o[1])});"
        if opcode == "mbarrier.arrive.shared::cta.b64":
            return f"barrier_arrive({word(o[1])});"
        if opcode == "mbarrier.arrive.expect_tx.shared::cta.b64":
            return f"barrier_expect({word(o[1])}, {word(o[2])});"
        if opcode == "mbarrier.try_wait.parity.shared::cta.b64":
            return self.assign(o[0], f"barrier_passed({word(o[1])}, {word(o[2])})", "pred")
        if re.fullmatch(r"cp\.async\.bulk\.tensor\.[34]d\.shared::cluster\.global\.tile\.mbarrier::complete_tx::bytes", opcode):
            tensor, places = re.fullmatch(r"\[(%rd\d+), (\{.*\})\]", o[1]).groups()
            places = ", ".join(self.value(place, "s32") for place in elements(places))
            return f"load_{op[4]}({word(o[0])}, (TensorMap*){self.value(tensor, 'u64')}, {word(o[2])}, {places});"
        if opcode == "wgmma.mma_async.sync.aligned.m64n128k16.f32.bf16.bf16" and o[4:] == ["1", "1", "0", "0"]:
            d = elements(o[0])
            return (
                f"float d[64] = {{{', '.join(self.value(x, 'f32') for x in d)}}};"
                f" multiply_tiles(d, {self.value(o[1], 'u64')}, {self.value(o[2], 'u64')}, {self.value(o[3], 'pred')}); "
            ) + self.spread("d", d, "f32")
        return None

    # --------------------------------------------------------------- whole

    def code(self, body):
        """The function, of the lines between the kernel's braces."""
        declarations, code = [], []
        for line in body:
            line = " ".join(re.sub(r"//.*", "", line).split())
            register = re.fullmatch(r"\.reg \.\w+ %?([a-zA-Z]+)(?:<(\d+)>)?;", line)
            local = re.fullmatch(r"\.local \.align (\d+) \.b8 (\w+)\[(\d+)\];", line)
            label = re.fullmatch(r"\$(\w+):", line)
            if register and register[2]:
                names = ", ".join(f"{register[1]}{i} = 0" for i in range(int(register[2])))
                declarations.append(f"{REGISTERS[register[1]]} {names};")
            elif register:
                # Of assembly that has a block of its own, or of the whole kernel.
                (code if register[1] in ("p", "temp") else declarations).append(f"{REGISTERS[register[1]]} {register[1]};")
            elif local:
                self.places[local[2]] = f"(uintptr_t){local[2]}"
                declarations.append(f"alignas({local[1]}) char {local[2]}[{local[3]}];")
            elif label:
                code.append(f"{label[1]}:;")
            elif line in ("{", "}"):
                code.append(line)
            elif line and not line.startswith((".shared", ".pragma")):
                code.append(self.instruction(line.removesuffix(";")))
        parameters = ", ".join(f"{own} {name}" for name, own in self.parameters.items())
        return "\n".join([f"inline void {self.name}({parameters}) {{", *declarations, *code, "}"])


def parameters_of(text):
    found = re.findall(r"\.param (?:\.align (\d+) )?\.(\w+) (\w+)(?:\[(\d+)\])?", text)
    return {name: f"Bytes<{length}, {border}>" if length else c_type(kind) for border, kind, name, length in found}


def main():
    texts = [open(file).read() for file in sys.argv[1:]]
    shared, used = {"dynamicShared": "0"}, 0
    for name, length in re.findall(r"\.shared \.align \d+ \.b8 (\w+)\[(\d+)\];", "".join(texts)):
        if name not in shared:
            shared[name] = f"host::LARGEST_SHARED + {used}"
            used += (int(length) + 15) // 16 * 16
    print(f"static_assert({used} <= host::STATIC_SHARED);")
    names = []
    for entry in (entry for text in texts for entry in text.split(".visible .entry ")[1:]):
        name, parameters, body = re.match(r"(\w+)\((.*?)\n\)[^{]*\{(.*)\n\}", entry, re.S).groups()
        print(Kernel(name, parameters_of(parameters), shared).code(body.splitlines()))
        names.append(name)
    print("#define TRANSLATED " + " ".join(f"NAMED({name})" for name in names))


main()
