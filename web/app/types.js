// @ts-check
/** What the API answers, as far as the page reads it. */

/**
 * @typedef {object} Pause
 * @property {number} start_seconds
 * @property {number} end_seconds
 * @property {boolean | null} mid_clause
 * @property {boolean} exempt
 */

/**
 * @typedef {object} Interaction
 * @property {number} id
 * @property {"user" | "assistant"} role
 * @property {string} content
 * @property {string} created_at
 * @property {number | null} offset_seconds
 * @property {number | null} duration_seconds
 * @property {number | null} response_time_seconds
 * @property {number | null} words_per_minute
 * @property {number | null} articulation_rate
 * @property {number | null} filler_word_count
 * @property {Record<string, number> | null} filler_words
 * @property {{word: string, start_seconds: number}[] | null} fillers
 * @property {Pause[] | null} pauses
 * @property {string | null} move
 * @property {number} question_number
 * @property {boolean} interrupted
 * @property {number | null} retry_of the answer that this one, given after the end, tries to better
 * @property {Record<string, string>} not_measured
 * @property {string | null} [heard] what the recogniser wrote, where the candidate has put that right
 * @property {{doubted?: string[]}[]} [tool_results] with the words, in small letters, that may be misheard
 */

/**
 * @typedef {object} SessionItem
 * @property {number} id
 * @property {string} title
 * @property {string} interview_type
 * @property {"text" | "voice"} mode
 * @property {"active" | "paused" | "completed" | "abandoned"} status
 * @property {string | null} role_context
 * @property {string | null} company_context
 * @property {string} difficulty_level
 * @property {number} planned_question_count
 * @property {number} duration_minutes
 * @property {boolean} record_audio
 * @property {boolean} own_pace
 * @property {"quick" | "usual" | "patient"} patience
 * @property {boolean} audible_nods
 * @property {string} language
 * @property {string} created_at
 * @property {string | null} started_at
 * @property {string | null} completed_at
 * @property {number | null} overall_score
 */

/**
 * @typedef {object} Recording
 * @property {string} address
 * @property {number} byte_count
 * @property {number} duration_seconds
 * @property {{offset_seconds: number, position_seconds: number, duration_seconds: number}[]} spans
 */

/**
 * @typedef {object} SessionParts
 * @property {number} question_count
 * @property {string | null} room_name
 * @property {string[]} faults
 * @property {number | null} seconds_left of the planned time, null once it is over
 * @property {string | null} return_until until when a spoken one that was left waits
 * @property {string} opener what the interviewer begins with
 * @property {Recording | null} recording
 * @property {{session_id: number, question_number: number} | null} [again] in a drill where its one question was put before
 * @property {{number: number, text: string}[]} questions those that were put
 * @property {Interaction[]} interactions
 */

/** @typedef {SessionItem & SessionParts} Session */

/**
 * @typedef {object} Evidence
 * @property {string} quote
 * @property {number | null} interaction_id
 * @property {number} question_number
 * @property {number | null} offset_seconds
 * @property {boolean} supports
 * @property {string | null} check
 */

/**
 * @typedef {object} Dimension
 * @property {string} name
 * @property {string} title
 * @property {string} group
 * @property {number} weight
 * @property {number | null} score
 * @property {number | null} level
 * @property {string} level_description
 * @property {string} next_level_description
 * @property {string | null} null_reason
 * @property {string} method
 * @property {string} rule
 * @property {string} next_level
 * @property {Evidence[]} evidence
 * @property {Record<string, number | string | null>} measures
 * @property {string | null} agreement
 */

/**
 * @typedef {object} RequirementResult What was shown of something the job posting asks for.
 * @property {string} text
 * @property {"must" | "nice" | "task" | "seniority"} kind
 * @property {boolean} asked
 * @property {number | null} question_number
 * @property {{quote: string, interaction_id: number | null}[]} evidence
 * @property {string | null} gap what is missing, null where nothing is
 */

/**
 * @typedef {object} QuestionOutcome What came of one question.
 * @property {number} number
 * @property {string} question
 * @property {string} competency
 * @property {boolean} answered
 * @property {number | null} score of its answer alone
 * @property {number[]} interaction_ids
 * @property {string[]} named
 * @property {string[]} left_open
 * @property {string} outline what a strong answer says
 */

/**
 * @typedef {object} RewrittenAnswer One answer told better from the candidate's own facts.
 * @property {number} question_number
 * @property {string} question
 * @property {number[]} interaction_ids
 * @property {string} original
 * @property {string} text
 * @property {string[]} placeholders what only the candidate can fill in
 * @property {string} method
 * @property {string | null} model
 * @property {string[]} changes
 */

/**
 * @typedef {object} Focus
 * @property {string} dimension
 * @property {string} title
 * @property {string} why
 * @property {string} practise
 */

/**
 * @typedef {object} NextInterview
 * @property {number} based_on_sessions
 * @property {Focus[]} focus
 * @property {string[]} topics
 * @property {Record<string, any>} start the body that starts it
 */

/**
 * @typedef {object} NonVerbalPanel
 * @property {boolean} opted_in
 * @property {number | null} observed_seconds
 * @property {string | null} reason
 * @property {Dimension[]} dimensions
 */

/**
 * @typedef {object} Assessment The flat form, as `complete` answers it.
 * @property {number} id
 * @property {string} status
 * @property {number | null} overall_score
 * @property {string} assessment_method
 * @property {number} assessment_version
 * @property {string} rubric_version
 * @property {number | null} band
 * @property {number} coverage
 * @property {boolean} provisional
 * @property {string | null} summary_word
 * @property {Record<string, number | null>} group_scores
 * @property {Dimension[]} dimensions
 * @property {Record<string, Evidence[]>} feedback_evidence
 * @property {number} answered_question_count
 * @property {string[]} notes
 * @property {string | null} model
 * @property {RewrittenAnswer | null} rewritten_answer
 * @property {RequirementResult[]} [requirements]
 * @property {QuestionOutcome[]} [questions]
 * @property {NextInterview | null} next_interview
 * @property {NonVerbalPanel} non_verbal_panel
 * @property {number | null} words_per_minute
 * @property {number | null} filler_word_count
 * @property {{strengths: string[]}} strengths
 * @property {{weaknesses: string[]}} weaknesses
 * @property {string} detailed_feedback
 * @property {string[]} next_steps
 * @property {string[]} recommended_topics
 * @property {string | null} completed_at
 */

export {};
