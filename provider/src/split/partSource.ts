import { createHash } from "node:crypto";
import { UserImportError } from "../errors/errors";
import type { Source } from "../source/source";
import { lineInWhole, type Part, type PartLimits, type PartReference, parsePartReference } from "./part";
import { type PartPlan, PartPlanner } from "./partPlan";

/** How many plans are kept; a program seldom has more large files than that. */
const keptPlans = 16;

/** Where a source is cut, and what it held then. */
interface CutContent {
    readonly plan: PartPlan;
    /** SHA-256 of its bytes, in hex. */
    readonly digest: string;
}

/**
 * Makes a function that opens sources open parts of them too, where it is given a {@link PartReference} as text. All parts
 * that it opens are those of one content: what was written between two of them is refused.
 */
export function withParts<S, Rest extends readonly unknown[]>(
    open: (source: S | string, ...rest: Rest) => Promise<Source>,
): (source: S | string, ...rest: Rest) => Promise<Source> {
    const cutter = new SourceCutter();
    return async (source, ...rest) => {
        const reference = typeof source === "string" ? parsePartReference(source) : undefined;
        return reference === undefined
            ? await open(source, ...rest)
            : await cutter.partOf(await open(reference.source, ...rest), reference);
    };
}

/** Cuts sources into parts, the parts of one source one after another, hours apart where jobs are large. */
class SourceCutter {
    /** By what the content was found to be without reading it. */
    private readonly cuts = new Map<string, Promise<CutContent>>();
    /** Digests of the sources whose parts have been opened, by what the program calls them. */
    private readonly firstDigests = new Map<string, string>();

    /**
     * One part of a source as a CSV of its own: the header, then the part's lines. Lines are described as those of the
     * whole source.
     *
     * @throws UserImportError `source-changed` where the source is no longer cut into the parts that the program saw, or
     *   not what it was when its first part was opened
     */
    async partOf(whole: Source, reference: PartReference): Promise<Source> {
        const { plan, digest } = await this.cut(whole, reference.limits);
        const part = plan.parts[reference.part - 1];
        if (part === undefined || reference.isLast !== (reference.part === plan.parts.length)) {
            throw changed(whole, "after it was split into parts");
        }
        const firstDigest = this.firstDigests.get(reference.source) ?? digest;
        this.firstDigests.set(reference.source, firstDigest);
        if (digest !== firstDigest) {
            // Parts of two contents would leave out whoever moved from one to another, and nobody would know.
            throw changed(whole, "while its parts were imported");
        }
        return {
            description: whole.description,
            sizeBytes: plan.headerBytes + part.toByte - part.fromByte,
            revision: whole.revision && `${whole.revision}, ${describePart(reference)}`,
            describeLine: (line) => `${whole.description}:${lineInWhole(part, line)}`,
            read: () => readPart(whole, plan.headerBytes, part),
        };
    }

    private async cut(whole: Source, limits: PartLimits): Promise<CutContent> {
        if (whole.cacheKey === undefined) {
            return await cutContent(whole, limits);
        }
        const key = JSON.stringify([whole.cacheKey, limits]);
        const known = this.cuts.get(key) ?? cutContent(whole, limits);
        this.cuts.delete(key);
        this.cuts.set(key, known);
        known.catch(() => this.cuts.delete(key));
        for (const oldest of [...this.cuts.keys()].slice(0, -keptPlans)) {
            this.cuts.delete(oldest);
        }
        return await known;
    }
}

function changed(whole: Source, when: string): UserImportError {
    return new UserImportError(
        "source-changed",
        `The source ${whole.description} changed ${when}. Wait until it is complete, then run again.`,
    );
}

async function cutContent(whole: Source, limits: PartLimits): Promise<CutContent> {
    const planner = new PartPlanner(limits);
    const hash = createHash("sha256");
    for await (const chunk of whole.read()) {
        planner.push(chunk);
        hash.update(chunk);
    }
    return { plan: planner.finish(), digest: hash.digest("hex") };
}

/** With what it depends on where a part begins and ends, which are no bytes: a change of the rule must change this text. */
function describePart({ part, limits: { maxRows, maxBytes } }: PartReference): string {
    return `part ${part} of at most ${maxRows} rows and ${maxBytes} bytes, each line end two`;
}

async function* readPart(whole: Source, headerBytes: number, part: Part): AsyncGenerator<Uint8Array> {
    yield* readRange(whole, 0, headerBytes);
    yield* readRange(whole, part.fromByte, part.toByte);
}

/** Where a source cannot begin in its middle, what comes before the range is passed over. */
async function* readRange(whole: Source, fromByte: number, toByte: number): AsyncGenerator<Uint8Array> {
    if (fromByte === toByte) {
        return;
    }
    if (whole.readRange !== undefined) {
        yield* whole.readRange(fromByte, toByte);
        return;
    }
    let position = 0;
    for await (const chunk of whole.read()) {
        const start = Math.max(fromByte - position, 0);
        const end = Math.min(toByte - position, chunk.byteLength);
        if (start < end) {
            yield chunk.subarray(start, end);
        }
        position += chunk.byteLength;
        if (position >= toByte) {
            return;
        }
    }
}
