import { readFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(__dirname, "../../..");

/** The fenced code blocks of a document in one language, in their order. */
export function codeBlocks(document: string, language: string): string[] {
    const text = readFileSync(path.join(root, document), "utf8");
    const fence = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm");
    return [...text.matchAll(fence)].map((match) => match[1] ?? "");
}
