/** A message that AWS would have sent to a user. Only tests get to see it. */
export interface SentMessage {
    readonly userPoolId: string;
    readonly username: string;
    readonly medium: "EMAIL" | "SMS";
    /** The code in it. */
    readonly code: string;
    /** Milliseconds since 1970. */
    readonly timeMs: number;
}

const mostMessages = 10_000;

/** Remembers the last 10,000 messages. */
export class MessageLog {
    private entries: SentMessage[] = [];

    /** Oldest first. */
    get messages(): readonly SentMessage[] {
        return this.entries;
    }

    /** Adds a message; forgets the older half when there are too many. */
    add(message: SentMessage): void {
        if (this.entries.length >= mostMessages) {
            this.entries = this.entries.slice(mostMessages / 2);
        }
        this.entries.push(message);
    }
}
