import { Terminal } from "@xterm/headless";

/** Characters beside each other that look the same. */
export interface Run {
    readonly column: number;
    readonly text: string;
    /** One of the 256 colours of a terminal; `undefined`: that of plain text. */
    readonly colour: number | undefined;
    readonly isBold: boolean;
}

/** What a terminal of a width shows in the end, whatever was drawn over; empty lines after it are left out. */
export async function screenOf(recording: string, columns: number): Promise<Run[][]> {
    const terminal = new Terminal({ cols: columns, rows: 40, scrollback: 10_000, allowProposedApi: true });
    await new Promise<void>((resolve) => terminal.write(recording, resolve));
    const { active } = terminal.buffer;
    const lines = Array.from({ length: active.length }, (_, index) => runsOf(terminal, index));
    terminal.dispose();
    return lines.slice(0, lines.findLastIndex((runs) => runs.length > 0) + 1);
}

function runsOf(terminal: Terminal, index: number): Run[] {
    const line = terminal.buffer.active.getLine(index);
    const runs: Run[] = [];
    for (let column = 0; column < terminal.cols; column++) {
        const cell = line?.getCell(column);
        if (cell === undefined) break;
        const colour = cell.isFgPalette() ? cell.getFgColor() : undefined;
        const [text, isBold] = [cell.getChars() || " ", cell.isBold() !== 0];
        const last = runs.at(-1);
        if (last !== undefined && last.colour === colour && last.isBold === isBold) {
            runs[runs.length - 1] = { ...last, text: last.text + text };
        } else {
            runs.push({ column, text, colour, isBold });
        }
    }
    return runs.map((run) => ({ ...run, text: run.text.trimEnd() })).filter(({ text }) => text !== "");
}
