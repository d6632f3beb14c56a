import type { Run } from "./screen";

/** In pixels. */
const cell = { width: 8.4, height: 19, margin: 16, fontSize: 14 };

/** The sixteen colours that every terminal has, on a dark ground. */
const palette = [
    ..."#484f58 #ff7b72 #3fb950 #d29922 #58a6ff #bc8cff #39c5cf #b1bac4".split(" "),
    ..."#6e7681 #ffa198 #56d364 #e3b341 #79c0ff #d2a8ff #56d4dd #f0f6fc".split(" "),
];

/** A picture of a screen as SVG, whose text can be selected. Every run has its place, whatever font the reader has. */
export function svgOf(screen: readonly (readonly Run[])[], columns: number, title: string): string {
    const width = Math.ceil(columns * cell.width + 2 * cell.margin);
    const height = screen.length * cell.height + 2 * cell.margin;
    const texts = screen.flatMap((runs, row) => runs.map((run) => textOf(run, row)));
    return [
        `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
        `<title>${escaped(title)}</title>`,
        "<style>",
        `text { font: ${cell.fontSize}px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; white-space: pre; }`,
        ".bold { font-weight: bold; }",
        "</style>",
        '<rect width="100%" height="100%" rx="8" fill="#0d1117"/>',
        ...texts,
        "</svg>",
        "",
    ].join("\n");
}

function textOf({ column, text, colour, isBold }: Run, row: number): string {
    const fill = (colour === undefined ? undefined : palette[colour]) ?? "#e6edf3";
    const length = `textLength="${rounded(text.length * cell.width)}" lengthAdjust="spacingAndGlyphs"`;
    const place = `x="${rounded(cell.margin + column * cell.width)}" y="${cell.margin + row * cell.height + cell.fontSize}"`;
    return `<text ${place} ${length} fill="${fill}"${isBold ? ' class="bold"' : ""} xml:space="preserve">${escaped(text)}</text>`;
}

function rounded(pixels: number): number {
    return Math.round(pixels * 10) / 10;
}

function escaped(text: string): string {
    return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
