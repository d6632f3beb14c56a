import { contentDigest, type FoundPart, type Part, type PartLimits } from "./part";
import { PartDigests } from "./partDigests";
import { PartPlanner } from "./partPlan";
import { type RepeatedUsername, RepeatedUsernames } from "./repeatedUsernames";

/** What one reading of a source tells. */
export interface SourcePlan {
    readonly parts: readonly (Part | FoundPart)[];
    /** Usernames that it has twice. */
    readonly repeated: readonly RepeatedUsername[];
}

/** Finds in one pass what the program, and later the plugin, has to know of a CSV: where it is cut, and what is in the parts. */
export class SourcePlanner {
    private readonly planner: PartPlanner;
    private readonly usernames = new RepeatedUsernames();

    constructor(limits: PartLimits) {
        this.planner = new PartPlanner(limits, new PartDigests());
    }

    /** Takes the next bytes. They may change after the call. */
    push(chunk: Uint8Array): void {
        this.planner.push(chunk);
        this.usernames.push(chunk);
    }

    /**
     * What was found, after the last byte.
     *
     * @param cacheKey that of the source that was read; `undefined`: it is not known, so that the plugin has to find the parts
     */
    finish(cacheKey: string | undefined): SourcePlan {
        const plan = this.planner.finish();
        const content = contentDigest(plan);
        const parts = plan.parts.map((part): Part | FoundPart => {
            const { digest } = part;
            return cacheKey === undefined || content === undefined || digest === undefined
                ? part
                : { ...part, digest, headerBytes: plan.headerBytes, contentDigest: content, cacheKey };
        });
        return { parts, repeated: this.usernames.finish() };
    }
}
