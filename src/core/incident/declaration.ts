/** That an incident was declared by a person. */
export interface Declaration {
  readonly by: string;
  /** The key of the alert that tells of it; it goes on until the incident is resolved. */
  readonly alertKey: string;
  /** How the one who asked names his request, so that asking again opens no second one. */
  readonly requestKey: string | undefined;
  /** The incident that it was split off. */
  readonly splitFrom: string | undefined;
}
