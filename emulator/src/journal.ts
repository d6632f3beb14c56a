/**
 * Where changes are written before a call is answered. Each part of the emulator writes entries of its own type `E`;
 * `durability/replayer.ts` reads all of them.
 */
export interface Journal<E> {
    /** Notes a change; it is safe once {@link flush} returns. */
    append(entry: E): void;
    /**
     * Writes down what was noted: all of it or, when the process is killed meanwhile, nothing.
     * @throws EmulatorError InternalErrorException when that fails. What was noted is kept, and is written down the next time.
     */
    flush(): void;
    /**
     * Writes down what could not be written before, if anything; call it before something new is done.
     * @throws EmulatorError as {@link flush}.
     */
    catchUp(): void;
    /** Like {@link flush}, if no call waits for an answer: what cannot be written now is written before the next answer. */
    tryFlush(): void;
    /** Ends writing. What cannot be written even now is lost; no call was answered with it. */
    close(): void;
}

/** For an emulator that forgets everything when it ends. */
export const noJournal: Journal<unknown> = {
    append: () => {},
    flush: () => {},
    catchUp: () => {},
    tryFlush: () => {},
    close: () => {},
};
