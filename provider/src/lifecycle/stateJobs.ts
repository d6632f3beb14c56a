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
}
