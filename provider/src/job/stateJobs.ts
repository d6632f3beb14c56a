import { contentTokenIn } from "./jobName";

/**
 * What becomes, in this run, of the jobs that the engine knows: filled by what diff decides and what create and update
 * take on, told by resource id.
 *
 * One job can be in the state twice, as the resource and as the old half of a replacement that is still to be deleted:
 * where the engine was told to replace (`--replace`, `replaceOnChanges`) and create found the same job again, or where
 * the content went back to what it was before the deletion. Deleting the old half must not stop the job then.
 */
export class StateJobs {
    private readonly fates = new Map<string, "kept" | "replaced">();
    private readonly made = new Set<string>();
    /** By the token of their content, the URNs of the resources that import it. */
    private readonly importers = new Map<string, string>();

    /** The resource is this job, and stays so. */
    public keep(id: string): void {
        this.fates.set(id, "kept");
    }

    /** Another job is to take this one's place. */
    public replace(id: string): void {
        this.fates.set(id, "replaced");
    }

    public isKept(id: string): boolean {
        return this.fates.get(id) === "kept";
    }

    public isReplaced(id: string): boolean {
        return this.fates.get(id) === "replaced";
    }

    /** The state says that this stack has made the job, and did not only find it. */
    public own(id: string): void {
        this.made.add(id);
    }

    public isOwn(id: string): boolean {
        return this.made.has(id);
    }

    /**
     * Notes which content a resource imports.
     *
     * @returns the URN of another resource of this run that imports the same; `undefined`: none is known
     */
    public claim(jobName: string, resourceUrn: string): string | undefined {
        const content = contentTokenIn(jobName);
        if (content === undefined) {
            return undefined;
        }
        const first = this.importers.get(content) ?? resourceUrn;
        this.importers.set(content, first);
        return first === resourceUrn ? undefined : first;
    }
}
