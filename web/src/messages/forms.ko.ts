/** What is said of a form that could not be read or answered, in Korean; the shape English must have. */
export const formRefusedKo = {
  titles: {
    large: "보낸 내용이 너무 큽니다",
    unreadable: "보낸 내용을 읽지 못했습니다",
    foreign: "이 요청은 처리하지 않았습니다",
    busy: "요청이 너무 많습니다",
    away: "지금은 처리하지 못했습니다",
  },
  texts: {
    large:
      "크기 제한을 넘어 저장하지 않았습니다. 이전 화면으로 돌아가 글을 줄이거나 더 작은 파일(20 MB 이하)을 선택해 주세요.",
    unreadable: "저장된 것은 없습니다. 이전 화면으로 돌아가 새로 고친 다음 다시 시도해 주세요.",
    foreign:
      "안전을 위해 저희 화면에서 보낸 요청만 처리합니다. 이전 화면으로 돌아가 새로 고친 다음 다시 시도해 주세요.",
    busy: "잠시 기다렸다가 다시 시도해 주세요.",
    away: "저장되었는지 확실하지 않습니다. 이전 화면으로 돌아가 현재 내용을 확인한 다음 다시 시도해 주세요.",
  },
  question: "저장하지 않은 내용이 있습니다. 이 화면을 나가면 사라집니다. 나가시겠습니까?",
  here: {
    large: "크기 제한을 넘었습니다. 글을 줄이거나 더 작은 파일(20 MB 이하)을 선택해 주세요.",
    unreadable: "저장하지 못했습니다. 입력한 내용은 그대로 있습니다. 다시 시도해 주세요.",
    foreign: "저장하지 못했습니다. 입력한 내용을 복사해 둔 다음 화면을 새로 고쳐 주세요.",
    busy: "요청이 너무 많습니다. 잠시 기다렸다가 다시 시도해 주세요. 입력한 내용은 그대로 있습니다.",
    away: "지금은 저장할 수 없습니다. 입력한 내용은 그대로 있으니 잠시 뒤에 다시 시도해 주세요.",
  },
  back: "이전 화면으로",
};

/** Shape of the sentences of a form that could not be read. */
export type FormRefused = typeof formRefusedKo;
