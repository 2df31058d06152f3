/** What a call answers instead of its result; becomes the reference's error object. */
export class ApiError extends Error {
  readonly status: number;
  /** A second, more precise sentence for `data.message`. */
  readonly detail: string;

  constructor(status: number, message: string, detail: string = message) {
    super(message);
    this.status = status;
    this.detail = detail;
  }
}
