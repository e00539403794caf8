"""What people send as a file stays in memory and is refused at the door when it is too large."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import MemoryFileUploadHandler


class SmallUpload(MemoryFileUploadHandler):
    """Never on disk: a file that is not kept must leave no trace."""

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *rest: Any) -> None:
        if content_length > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
            raise RequestDataTooBig("upload is larger than FILE_UPLOAD_MAX_MEMORY_SIZE")
        super().handle_raw_input(input_data, META, content_length, *rest)
