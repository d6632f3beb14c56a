import { Chance } from "./chance";
import { habits } from "./habits";
import { randomHeader, randomHeaderLine } from "./randomHeader";
import { type RandomJob, randomJob } from "./randomJob";
import { randomRow } from "./randomRow";

/** A file, valid or not, and the job that would import it. */
export function randomFile(seed: number): { file: Buffer; job: RandomJob } {
    const chance = new Chance(seed);
    const job = randomJob(chance);
    const header = randomHeader(chance, job);
    const lines = [randomHeaderLine(chance, header)];
    const spoilt = chance.of([0, 0, 0, 1, 3]);
    const habit = spoilt > 0 && chance.once(3) ? chance.of(habits) : undefined;
    for (let row = chance.once(20) ? 0 : 1 + chance.below(5); row > 0; row--) {
        lines.push(randomRow(chance, header, job, spoilt, habit));
    }
    if (chance.once(8)) {
        lines.splice(chance.below(lines.length + 1), 0, chance.of(["", " \t", ",,,", "\t,", "x"]));
    }
    const lineEnd = chance.of(["\n", "\n", "\r\n"]);
    const text = (chance.once(30) ? "\ufeff" : "") + lines.join(lineEnd) + (chance.once(4) ? "" : lineEnd);
    return { file: spoilBytes(chance, Buffer.from(text)), job };
}

/** Of UTF-16 with byte order mark, workbooks, gzip and PDF. */
const foreignBeginnings = ["\xff\xfe", "\xfe\xff", "PK\x03\x04", "\xd0\xcf\x11\xe0", "\x1f\x8b", "%PDF-1.7"];

const strangeBytes = [
    "\0",
    "\r",
    "\n",
    "\r\n",
    '"',
    "\\",
    "\\,",
    ",",
    "\xff",
    "\xc3",
    "\xe2\x80",
    " ",
    "\t",
    "\xc2\xa0",
];

function spoilBytes(chance: Chance, bytes: Buffer): Buffer {
    if (chance.once(150)) {
        return Buffer.concat([Buffer.from(chance.of(foreignBeginnings), "latin1"), bytes]);
    }
    if (chance.once(300)) {
        const utf16 = Buffer.from(bytes.toString("utf8"), "utf16le");
        return chance.once(2) ? utf16 : utf16.swap16();
    }
    if (!chance.once(6)) {
        return bytes;
    }
    const at = chance.below(bytes.length + 1);
    const strange = Buffer.from(chance.of(strangeBytes), "latin1");
    return Buffer.concat([bytes.subarray(0, at), strange, bytes.subarray(at + chance.below(2))]);
}
