/** Codes of events, the waiting room, seats and tickets: rows of the one error table. @see specs/ticketing.md J */

/** Rows as in `ERRORS`, which holds them too. */
export const TICKETING_ERRORS = {
  queue_closed: {
    status: 409,
    title: "The waiting room is closed.",
    help: "`detail` says when it opens, if it will.",
  },
  queue_not_yet: {
    status: 409,
    title: "It is not your turn yet.",
    help: "Keep the place: ask for the cursor until it has reached your number.",
  },
  sale_not_open: {
    status: 409,
    title: "The sale has not begun.",
    help: "`detail` says when it opens, by the server's clock.",
  },
  sale_closed: {
    status: 409,
    title: "The sale is over.",
    help: "The event sells no seats now: its sale has ended, or it was cancelled or postponed.",
  },
  seat_taken: {
    status: 409,
    title: "A seat has just been taken by another.",
    help: "`errors` names the seats. Choose others; `detail` names some that are free.",
  },
  seat_gap: {
    status: 409,
    title: "This would leave a single seat alone.",
    help: "Choose the seats that `detail` names, or others of the row.",
  },
  seat_not_for_you: {
    status: 409,
    title: "This seat cannot be held by you now.",
    help: "Accessible seats need `need`; seats of a basket that ran out are shut to its member for a minute.",
  },
  ticket_limit: {
    status: 409,
    title: "That is more tickets than one member may have.",
    help: "`detail` says how many are left to you.",
  },
  quote_changed: {
    status: 409,
    title: "What would be given back has changed.",
    help: "Read the quote again and confirm it.",
  },
  cancel_closed: {
    status: 409,
    title: "It is too late to cancel this.",
    help: "Tickets are cancelled before the event starts.",
  },
  seat_in_use: {
    status: 409,
    title: "A seat is sold or held.",
    help: "`errors` names the seats. Change the layout without them.",
  },
  ticket_used: {
    status: 409,
    title: "A ticket was used at the gate.",
    help: "`errors` names the tickets. Leave them out.",
  },
  ticket_transferred: {
    status: 409,
    title: "A ticket belongs to another by now.",
    help: "`errors` names the tickets. Only what its buyer holds is cancelled.",
  },
  reservation_over: {
    status: 409,
    title: "The reservation has ended.",
    help: "Read it; choose seats again to buy.",
  },
  hold_expired: {
    status: 410,
    title: "The seats are no longer held.",
    help: "Choose seats again.",
  },
  admission_required: {
    status: 403,
    title: "This sale is entered through its waiting room.",
    help: "Join the queue of the event, and send what it admits you with as `X-Admission`.",
  },
  challenge_failed: {
    status: 403,
    title: "The challenge was not passed.",
    help: "Solve the challenge of the page again; an answer is good once.",
  },
  queue_not_eligible: {
    status: 403,
    title: "This account may not join the queue.",
    help: "`detail` says what the event asks of an account.",
  },
  gate_pass_invalid: {
    status: 403,
    title: "The gate's pass is not valid.",
    help: "Pair the device with a gate again.",
  },
  local_time_invalid: {
    status: 422,
    title: "There is no such time in this time zone.",
    help: "`errors` names the field. Clocks are set forward over it, or the day does not exist.",
  },
  policy_unlawful: {
    status: 422,
    title: "The terms of cancelling are harder than the law allows.",
    help: "An event may only be kinder than the consumer dispute standard.",
  },
  layout_invalid: {
    status: 422,
    title: "The plan of seats is not valid.",
    help: "`errors` names what is wrong.",
  },
  basket_limit: {
    status: 429,
    title: "Seats were held too often without buying.",
    help: "Wait for `Retry-After`.",
    retryable: true,
  },
  sale_busy: {
    status: 503,
    title: "Very many people are buying right now.",
    help: "Wait for `Retry-After`, then send the same request again.",
    retryable: true,
  },
  section_loading: {
    status: 503,
    title: "The seats of this section are being read.",
    help: "Wait for `Retry-After`, then send the same request again.",
    retryable: true,
  },
} as const;
