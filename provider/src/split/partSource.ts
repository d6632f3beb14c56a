import { UserImportError } from "../errors/errors";
import type { OpenSource } from "../source/openSource";
import type { ReadOptions, Source } from "../source/source";
import {
    contentDigest,
    isOnePart,
    lineInWhole,
    type Part,
    type PartLimits,
    type PartPlan,
    type PartReference,
    type PlannedPart,
    parsePartReference,
} from "./part";
import { PartDigests } from "./partDigests";
import { PartPlanner } from "./partPlan";

/** How many plans, and parts that programs have found, are kept; a program seldom has more large files than that. */
const keptPlans = 16;
const keptParts = 1000;

/** An {@link OpenSource} that opens parts too, and is told what the program has found out about them. */
export type OpenSourceOrPart = (
    source: Parameters<OpenSource>[0],
    userPoolId: string | undefined,
    how: Parameters<OpenSource>[2] & { readonly plannedPart?: PlannedPart | undefined },
) => Promise<Source>;

/**
 * Makes a function that opens sources open parts of them too, where it is given a {@link PartReference} as text. All parts
 * that it opens are those of one content: what was written between two of them is refused.
 */
export function withParts(open: OpenSource): OpenSourceOrPart {
    const finder = new PartFinder();
    return async (source, userPoolId, { plannedPart, ...how }) => {
        const reference = typeof source === "string" ? parsePartReference(source) : undefined;
        return reference === undefined
            ? await open(source, userPoolId, how)
            : await finder.partOf(
                  await open(reference.source, userPoolId, how),
                  reference,
                  plannedPart?.reference === source ? plannedPart : undefined,
              );
    };
}

/** Finds the parts of sources, those of one source one after another, hours apart if jobs are large. */
class PartFinder {
    /** By what the content was found to be without reading it. */
    private readonly plans = new Map<string, Promise<PartPlan>>();
    private readonly plannedParts = new Map<string, PlannedPart>();
    /** Digests of the sources whose parts have been opened, by what the program calls them. */
    private readonly firstDigests = new Map<string, string | undefined>();

    /**
     * One part of a source as a CSV of its own: the header, then the part's lines. Lines are described as those of the
     * whole source.
     *
     * @throws UserImportError `source-changed` where the source is no longer cut into the parts that the program saw, or
     *   not what it was when its first part was opened
     */
    async partOf(whole: Source, reference: PartReference, planned: PlannedPart | undefined): Promise<Source> {
        if (isOnePart(whole.sizeBytes, reference.limits) && reference.part === 1 && reference.isLast) {
            return whole;
        }
        const part = this.plannedPart(whole, reference, planned) ?? (await this.findPart(whole, reference));
        // Where a content is cut is a part of what is compared.
        const compared = JSON.stringify([reference.source, reference.limits]);
        const firstDigest = this.firstDigests.get(compared) ?? part.contentDigest;
        this.firstDigests.set(compared, firstDigest);
        if (part.contentDigest !== firstDigest) {
            // Parts of two contents would leave out whoever moved from one to another, and nobody would know.
            throw changed(whole, "while its parts were imported");
        }
        return {
            description: whole.description,
            sizeBytes: part.headerBytes + part.toByte - part.fromByte,
            revision: whole.revision && `${whole.revision}, ${describePart(reference)}`,
            digest: part.digest,
            describeLine: (line) => `${whole.description}:${lineInWhole(part, line)}`,
            read: (options) => readPart(whole, part.headerBytes, part, options),
        };
    }

    /** The part as the program has found it in exactly this content, now or when it was last opened. */
    private plannedPart(
        { cacheKey }: Source,
        reference: PartReference,
        planned: PlannedPart | undefined,
    ): PlannedPart | undefined {
        if (cacheKey === undefined) {
            return undefined;
        }
        const key = JSON.stringify([cacheKey, reference]);
        if (planned?.cacheKey === cacheKey) {
            this.plannedParts.set(key, planned);
            dropOldest(this.plannedParts, keptParts);
        }
        return this.plannedParts.get(key);
    }

    private async findPart(whole: Source, { part: number, isLast, limits }: PartReference): Promise<CurrentPart> {
        const plan = await this.plan(whole, limits);
        const part = plan.parts[number - 1];
        if (part === undefined || isLast !== (number === plan.parts.length)) {
            throw changed(whole, "after it was split into parts");
        }
        return { ...part, headerBytes: plan.headerBytes, contentDigest: contentDigest(plan) };
    }

    private async plan(whole: Source, limits: PartLimits): Promise<PartPlan> {
        if (whole.cacheKey === undefined) {
            return await readPlan(whole, limits);
        }
        const key = JSON.stringify([whole.cacheKey, limits]);
        const known = this.plans.get(key) ?? readPlan(whole, limits);
        this.plans.delete(key);
        this.plans.set(key, known);
        known.catch(() => this.plans.delete(key));
        dropOldest(this.plans, keptPlans);
        return await known;
    }
}

/** A part of the content that is there now. */
type CurrentPart = Part & Pick<PlannedPart, "headerBytes"> & { readonly contentDigest: string | undefined };

function dropOldest(map: Map<string, unknown>, kept: number): void {
    for (const oldest of [...map.keys()].slice(0, -kept)) {
        map.delete(oldest);
    }
}

function changed(whole: Source, when: string): UserImportError {
    return new UserImportError(
        "source-changed",
        `The source ${whole.description} changed ${when}. Wait until it is complete, then run again.`,
    );
}

async function readPlan(whole: Source, limits: PartLimits): Promise<PartPlan> {
    const planner = new PartPlanner(limits, new PartDigests());
    for await (const chunk of whole.read({ canReuseChunks: true })) {
        planner.push(chunk);
    }
    return planner.finish();
}

/** With what it depends on where a part begins and ends, which are no bytes: a change of the rule must change this text. */
function describePart({ part, limits: { maxRows, maxBytes } }: PartReference): string {
    return `part ${part} of at most ${maxRows} rows and ${maxBytes} bytes, each line end two`;
}

async function* readPart(
    whole: Source,
    headerBytes: number,
    part: Part,
    options?: ReadOptions,
): AsyncGenerator<Uint8Array> {
    yield* readRange(whole, 0, headerBytes, options);
    yield* readRange(whole, part.fromByte, part.toByte, options);
}

/** Where a source cannot begin in its middle, what comes before the range is passed over. */
async function* readRange(
    whole: Source,
    fromByte: number,
    toByte: number,
    options?: ReadOptions,
): AsyncGenerator<Uint8Array> {
    if (fromByte === toByte) {
        return;
    }
    if (whole.readRange !== undefined) {
        yield* whole.readRange(fromByte, toByte, options);
        return;
    }
    let position = 0;
    for await (const chunk of whole.read(options)) {
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
