import { UserImportError } from "../errors";
import { lineInWhole, type Part, type PartLimits, type PartPlan, PartPlanner } from "../parts/partPlan";
import { type PartReference, parsePartReference } from "../parts/partReference";
import type { Source } from "./source";

/** Plans of this process, by what they are of: the parts of one file are opened one after another. */
const plans = new Map<string, Promise<PartPlan>>();

/** How many plans are kept; a program seldom has more large files than that. */
const keptPlans = 16;

/** Makes a function that opens sources open parts of them too, where it is given a {@link PartReference} as text. */
export function withParts<S, Rest extends readonly unknown[]>(
    open: (source: S | string, ...rest: Rest) => Promise<Source>,
): (source: S | string, ...rest: Rest) => Promise<Source> {
    return async (source, ...rest) => {
        const reference = typeof source === "string" ? parsePartReference(source) : undefined;
        return reference === undefined
            ? await open(source, ...rest)
            : await partOf(await open(reference.source, ...rest), reference);
    };
}

/**
 * One part of a source as a CSV of its own: the header, then the part's lines. Lines are described as those of the
 * whole source.
 *
 * @throws UserImportError `source-changed` where the source is no longer cut into the parts that the program saw
 */
export async function partOf(whole: Source, reference: PartReference): Promise<Source> {
    const plan = await planOf(whole, reference);
    const part = plan.parts[reference.part - 1];
    if (part === undefined || reference.isLast !== (reference.part === plan.parts.length)) {
        throw new UserImportError(
            "source-changed",
            `The source ${whole.description} changed after it was cut into parts. Let whatever writes it finish, then run again.`,
        );
    }
    return {
        description: whole.description,
        sizeBytes: plan.headerBytes + part.toByte - part.fromByte,
        revision: whole.revision && `${whole.revision}, ${describePart(reference)}`,
        describeLine: (line) => `${whole.description}:${lineInWhole(part, line)}`,
        read: () => readPart(whole, plan.headerBytes, part),
    };
}

async function planSource(whole: Source, limits: PartLimits): Promise<PartPlan> {
    const planner = new PartPlanner(limits);
    for await (const chunk of whole.read()) {
        planner.push(chunk);
    }
    return planner.finish();
}

/** With what it depends on where a part begins and ends, which are no bytes: a change of the rule must change this text. */
function describePart({ part, limits: { maxRows, maxBytes } }: PartReference): string {
    return `part ${part} of at most ${maxRows} rows and ${maxBytes} bytes`;
}

async function planOf(whole: Source, { limits }: PartReference): Promise<PartPlan> {
    if (whole.stamp === undefined) {
        return await planSource(whole, limits);
    }
    const key = JSON.stringify([whole.stamp, limits]);
    const known = plans.get(key) ?? planSource(whole, limits);
    plans.delete(key);
    plans.set(key, known);
    known.catch(() => plans.delete(key));
    for (const oldest of [...plans.keys()].slice(0, -keptPlans)) {
        plans.delete(oldest);
    }
    return await known;
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
